package dev.cortex.bench.routing;

import dev.cortex.local.postgres.EmbeddedPostgres;
import dev.cortex.local.redis.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The router as its clients meet it; the arguments are told by {@code ./cortex bench routing-api --help}. */
public final class RoutingApiBench {
    private static final int MANY = 10_000;

    private RoutingApiBench() {}

    /** @param singles outcomes that are sent one by one */
    record Wish(Path file, Path jar, List<Clinc.Experts> experts, int singles) {
        static Wish of(String... arguments) {
            if (arguments.length < 2 || arguments.length % 2 == 1) {
                throw new IllegalArgumentException("a file and a jar, then options with a value each");
            }
            Wish wish = new Wish(Path.of(arguments[0]), Path.of(arguments[1]), List.of(Clinc.Experts.values()), 1_000);
            for (int at = 2; at < arguments.length; at += 2) {
                wish = wish.with(arguments[at], arguments[at + 1]);
            }
            return wish;
        }

        private Wish with(String option, String value) {
            return switch (option) {
                case "--experts" -> new Wish(file, jar, experts(value), singles);
                case "--singles" -> {
                    if (!value.matches("[0-9]{1,5}")) {
                        throw new IllegalArgumentException("--singles is a number from 0 to 99999");
                    }
                    yield new Wish(file, jar, experts, Integer.parseInt(value));
                }
                default -> throw new IllegalArgumentException("there is no option " + option);
            };
        }

        private static List<Clinc.Experts> experts(String value) {
            return switch (value) {
                case "intents" -> List.of(Clinc.Experts.INTENTS);
                case "domains" -> List.of(Clinc.Experts.DOMAINS);
                case "all" -> List.of(Clinc.Experts.values());
                default -> throw new IllegalArgumentException("--experts is intents, domains or all");
            };
        }
    }

    public static void main(String[] arguments) throws IOException {
        Wish wish;
        try {
            wish = Wish.of(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Locale.setDefault(Locale.ROOT);
        Path logs = Files.createTempDirectory("cortex-bench");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
                EmbeddedRedis redis = EmbeddedRedis.startTemporary();
                Replica first = Replica.start("one", wish.jar(), logs.resolve("one.log"), postgres.url(), redis.url());
                Replica second =
                        Replica.start("two", wish.jar(), logs.resolve("two.log"), postgres.url(), redis.url())) {
            System.out.println("logs of the replicas in " + logs);
            for (Clinc.Experts experts : wish.experts()) {
                Clinc data = Clinc.read(wish.file(), experts);
                System.out.printf("%n%d experts%n", data.experts().size());
                new ApiTrial(data, experts.name().toLowerCase(Locale.ROOT), first, second, System.out)
                        .run(wish.singles());
            }
            createMany(first);
        }
    }

    private static void createMany(Replica replica) {
        List<Map<String, Object>> experts = new ArrayList<>();
        IntStream.range(0, MANY)
                .forEach(n -> experts.add(Map.of(
                        "id", "e" + n,
                        "description", "sees to widget" + n + " and to everything around it",
                        "keywords", List.of("gadget" + n, "tool" + n))));
        long start = System.nanoTime();
        replica.put("/api/routing/spaces/many/experts", Map.of("experts", experts));
        System.out.printf("%n%,d experts created in %.0f ms%n", MANY, (System.nanoTime() - start) / 1e6);
        Latencies latencies = new Latencies(System::nanoTime);
        for (int n = 0; n < 1_000; n++) {
            String text = "please look at widget" + (n * 7) + " today";
            latencies.time(() -> replica.post("/api/routing/spaces/many/route", Map.of("description", text)));
        }
        System.out.printf("one task among them      %s%n", latencies.told(1));
    }
}
