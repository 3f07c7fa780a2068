package dev.cortex.gateway.server;

import dev.cortex.gateway.access.KeyRing;
import dev.cortex.gateway.config.BadConfig;
import dev.cortex.gateway.config.BuiltInPlan;
import dev.cortex.gateway.config.Endpoint;
import dev.cortex.gateway.config.GatewayConfig;
import dev.cortex.gateway.config.Plan;
import dev.cortex.gateway.config.PlanFile;
import dev.cortex.gateway.exchange.ExchangeLog;
import dev.cortex.gateway.exchange.Tracing;
import dev.cortex.gateway.route.Access;
import dev.cortex.gateway.route.Route;
import dev.cortex.mesh.telemetry.TelemetrySettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the data plane when the application starts and drains it when it stops. */
@ApplicationScoped
public class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final GatewayConfig config;
    private final MeterRegistry registry;
    private final Tracing tracing;
    private volatile @Nullable DataPlane plane;

    Gateway(GatewayConfig config, MeterRegistry registry, TelemetrySettings telemetry, OpenTelemetry openTelemetry) {
        this.config = config;
        this.registry = registry;
        this.tracing = telemetry.endpoint().isEmpty() ? Tracing.HEADERS_ONLY : new OtelTracing(openTelemetry);
    }

    void start(@Observes StartupEvent event) {
        try {
            KeyRing keys = keys();
            open(plan(keys), keys);
        } catch (BadConfig e) {
            throw new ConfigurationException("gateway: configuration: " + e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        DataPlane open = plane;
        if (open != null) {
            open.close(config.drainTimeout());
        }
    }

    /** Where the data plane listens. */
    public InetSocketAddress address() {
        DataPlane open = plane;
        if (open == null) {
            throw new IllegalStateException("the data plane is not open");
        }
        return open.address();
    }

    boolean accepting() {
        DataPlane open = plane;
        return open != null && open.accepting();
    }

    private void open(Plan plan, KeyRing keys) {
        GatewayMetrics metrics = new GatewayMetrics(registry, plan.routes());
        ExchangeLog log = plan.edge().accessLog() ? new AccessLog(metrics) : metrics;
        try {
            DataPlane opened = DataPlane.open(plan, keys, new DataPlane.Observers(log, tracing), config.threads());
            plane = opened;
            metrics.watch(opened);
            LOG.infof(
                    "listening on %s (%s, %d routes)",
                    opened.address(),
                    opened.transportName(),
                    plan.routes().routes().size());
        } catch (IOException e) {
            throw new ConfigurationException("gateway: listen " + plan.listen() + ": " + e.getMessage());
        }
    }

    private Plan plan(KeyRing keys) {
        Plan plan = config.config()
                .map(file -> PlanFile.read(Path.of(file)))
                .orElseGet(() -> BuiltInPlan.of(config.services(), !keys.isEmpty()));
        List<Route> routes = plan.routes().routes();
        note(
                routes,
                route -> route.cache().enabled() || route.compress(),
                "caching and compression are not part of this build; answered uncached and as they come: %s");
        if (keys.isEmpty()) {
            note(
                    routes,
                    route -> route.access() != Access.OPEN,
                    "no keys are set (CORTEX_GATEWAY_KEYS), so nobody can call, or write to: %s");
        }
        return config.listen().map(text -> plan.withListen(listen(text))).orElse(plan);
    }

    private static void note(List<Route> routes, Predicate<Route> concerned, String sentence) {
        String names = routes.stream().filter(concerned).map(Route::name).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            LOG.infof(sentence, names);
        }
    }

    private static Endpoint listen(String text) {
        try {
            return Endpoint.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadConfig("cortex.gateway.listen", String.valueOf(e.getMessage()));
        }
    }

    private KeyRing keys() {
        try {
            return KeyRing.of(config.keys().orElse(List.of()));
        } catch (IllegalArgumentException e) {
            throw new BadConfig("cortex.gateway.keys", String.valueOf(e.getMessage()));
        }
    }
}
