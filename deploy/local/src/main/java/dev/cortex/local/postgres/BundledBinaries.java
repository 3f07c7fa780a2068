package dev.cortex.local.postgres;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The packed binaries on the class path.
 *
 * <p>The library's own look-up refuses a class path that has the same file twice, which is what a jar with a
 * {@code Class-Path} beside Maven's own gives; both are the same, so the first will do.
 */
final class BundledBinaries implements PgBinaryResolver {
    @Override
    public InputStream getPgBinary(String system, String machine) {
        List<String> names = names(system, ArchUtils.normalize(machine), LinuxUtils.getDistributionName());
        return names.stream()
                .map(name -> BundledBinaries.class.getClassLoader().getResourceAsStream(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL for " + system + "/" + machine
                        + " comes with this; set CORTEX_POSTGRES_URL to a server of your own"));
    }

    /** The most fitting first: Alpine has another C library than the rest of Linux. */
    static List<String> names(String system, String machine, @Nullable String distribution) {
        String general = "postgres-" + system.toLowerCase(Locale.ROOT) + "-" + machine;
        return distribution == null
                ? List.of(general + ".txz")
                : List.of(
                        general + "-" + distribution.toLowerCase(Locale.ROOT).replace(' ', '_') + ".txz",
                        general + ".txz");
    }
}
