package dev.cortex.gateway.server;

import dev.cortex.gateway.balance.PeerState;
import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.exchange.ExchangeLog;
import dev.cortex.gateway.route.Route;
import dev.cortex.gateway.route.RouteTable;
import dev.cortex.gateway.upstream.Upstream;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The gateway's numbers. Labels come from the configuration and from constants, so their count is bounded by it.
 *
 * <ul>
 *   <li>{@code cortex_gateway_requests_seconds} by {@code route}, {@code status} (2xx ...): rate, errors, duration
 *   <li>{@code cortex_gateway_refusals_total} by {@code reason}: answers of the gateway's own
 *   <li>{@code cortex_gateway_in_flight}, {@code cortex_gateway_connections}
 *   <li>{@code cortex_gateway_upstream_connections}, {@code _peers_up}, {@code _peers}, {@code _retries_total} by {@code upstream}
 * </ul>
 */
final class GatewayMetrics implements ExchangeLog {
    private static final String PREFIX = "cortex.gateway.";
    private static final int CLASSES = 6;

    /** With 0.2 s among them: "P95 below 200 ms" cannot be judged from buckets that straddle it. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final RouteTable routes;

    /** One slot per route and status class, the last route standing for none; filled when first needed. */
    private final AtomicReferenceArray<Timer> timers;

    GatewayMetrics(MeterRegistry registry, RouteTable routes) {
        this.registry = registry;
        this.routes = routes;
        this.timers = new AtomicReferenceArray<>((routes.routes().size() + 1) * CLASSES);
    }

    void watch(DataPlane plane) {
        Gauge.builder(PREFIX + "in.flight", plane, DataPlane::inFlight).register(registry);
        Gauge.builder(PREFIX + "connections", plane, DataPlane::connections).register(registry);
        plane.upstreams().forEach(this::watch);
    }

    private void watch(String name, Upstream upstream) {
        String prefix = PREFIX + "upstream.";
        Gauge.builder(prefix + "connections", upstream, Upstream::connections)
                .tag("upstream", name)
                .register(registry);
        Gauge.builder(prefix + "peers", upstream, up -> up.peerStates().size())
                .tag("upstream", name)
                .register(registry);
        Gauge.builder(prefix + "peers.up", upstream, up -> up.peerStates().stream()
                        .filter(PeerState::up)
                        .count())
                .tag("upstream", name)
                .register(registry);
        FunctionCounter.builder(prefix + "retries", upstream, Upstream::retries)
                .tag("upstream", name)
                .register(registry);
    }

    @Override
    public void ended(Exchange exchange, long nanos) {
        Route route = exchange.route();
        int row = route == null ? routes.routes().size() : route.index();
        int column = Math.clamp(exchange.status() / 100, 0, CLASSES - 1);
        Timer timer = timers.get(row * CLASSES + column);
        if (timer == null) {
            timer = timer(route == null ? "none" : route.name(), column);
            timers.set(row * CLASSES + column, timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
        String failure = exchange.failure();
        if (failure != null) {
            registry.counter(PREFIX + "refusals", "reason", failure).increment();
        }
    }

    private Timer timer(String route, int statusClass) {
        return Timer.builder(PREFIX + "requests")
                .tag("route", route)
                .tag("status", statusClass + "xx")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
