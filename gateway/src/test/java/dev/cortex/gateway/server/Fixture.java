package dev.cortex.gateway.server;

import dev.cortex.gateway.access.KeyRing;
import dev.cortex.gateway.config.PlanFile;
import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.exchange.ExchangeLog;
import dev.cortex.gateway.exchange.Tracing;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A whole data plane in front of a test's origins. */
final class Fixture implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What the log heard. */
    record Ended(int status, String failure) {}

    final DataPlane plane;
    final List<Ended> ended = new CopyOnWriteArrayList<>();

    /** @param more further keys of the file, for example {@code limits: {body: 10}} */
    Fixture(String more, Origin... origins) throws IOException {
        this(yaml(more, origins), List.of());
    }

    Fixture(String yaml, List<String> keys) throws IOException {
        ExchangeLog log = (Exchange exchange, long nanos) ->
                ended.add(new Ended(exchange.status(), String.valueOf(exchange.failure())));
        plane = DataPlane.open(
                PlanFile.parse(yaml), KeyRing.of(keys), new DataPlane.Observers(log, Tracing.HEADERS_ONLY), 2);
    }

    static String yaml(String more, Origin... origins) {
        StringBuilder yaml =
                new StringBuilder("listen: 127.0.0.1:0\n").append(more).append("\nupstreams:\n  api: {servers: [");
        for (Origin origin : origins) {
            yaml.append("{url: \"").append(origin.url()).append("\", max_fails: 0},");
        }
        return yaml.append("]}\nroutes:\n  - {path: /**, upstream: api}\n").toString();
    }

    RawClient client() throws IOException {
        return new RawClient(plane.address());
    }

    static void eventually(BooleanSupplier fact) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!fact.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not true within " + PATIENCE);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    /** The count when it has not moved for a while: what the sockets' and the gateway's buffers hold. */
    static long untilItStands(AtomicLong count) {
        long[] last = {-1, System.nanoTime()};
        eventually(() -> {
            long now = System.nanoTime();
            if (count.get() != last[0]) {
                last[0] = count.get();
                last[1] = now;
            }
            return last[0] > 0 && now - last[1] > 500_000_000L;
        });
        return last[0];
    }

    @Override
    public void close() {
        plane.close(Duration.ZERO);
    }
}
