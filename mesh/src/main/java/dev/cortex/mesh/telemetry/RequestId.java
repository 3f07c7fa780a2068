package dev.cortex.mesh.telemetry;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** One id from the door to the last log line: taken from the request or made, told in the answer, and in the log. */
@Singleton
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    /** As a member of a problem, and in the log's context. */
    public static final String NAME = "request_id";

    /** Before everything else, so that the answers of all other filters carry it too. */
    private static final int PRIORITY = 10_000;

    /** It goes into logs and headers as it came, so it may hold nothing that means something there. */
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestId::assign, PRIORITY);
    }

    /** Of this request; empty before it was assigned. */
    public static String of(RoutingContext request) {
        String id = request.get(NAME);
        return id == null ? "" : id;
    }

    private static void assign(RoutingContext request) {
        String id = from(request.request().getHeader(HEADER));
        request.put(NAME, id);
        request.response().putHeader(HEADER, id);
        MDC.put(NAME, id);
        request.next();
    }

    static String from(@Nullable String header) {
        return header != null && ACCEPTABLE.matcher(header).matches() ? header : fresh();
    }

    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
