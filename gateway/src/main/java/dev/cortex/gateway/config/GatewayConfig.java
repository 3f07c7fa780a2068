package dev.cortex.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The process' own settings. Routes, upstreams, limits and timeouts stand in the YAML file that {@link #config} names; without
 * one the gateway serves the mesh on its default ports.
 */
@ConfigMapping(prefix = "cortex.gateway")
public interface GatewayConfig {
    /** Path of the YAML file (CORTEX_GATEWAY_CONFIG). */
    Optional<String> config();

    /** {@code host:port} of the data plane; overrides the file's {@code listen}. Port 0 takes any free one. */
    Optional<String> listen();

    /** {@code name:secret} of each caller that may pass routes with a key (CORTEX_GATEWAY_KEYS). */
    Optional<List<String>> keys();

    /**
     * Event loops, and so cores, that the data plane uses; 0 is one per core. Fewer leave cores to other processes on the
     * machine, more than cores only cost memory.
     */
    @WithDefault("0")
    int threads();

    /**
     * How long a stop waits for requests in flight. Too short cuts answers off, too long keeps a rollout waiting for event
     * streams, which end only when their time is up.
     */
    @WithDefault("10s")
    Duration drainTimeout();

    /** The mesh's services, for the built-in configuration. */
    Services services();

    /** Base URLs by service. */
    interface Services {
        /** Replicas of achievement-service. */
        @WithDefault("http://127.0.0.1:8081,http://127.0.0.1:8091")
        List<String> achievements();

        /** Weights of the replicas above, by position; 1 where none is given. */
        @WithDefault("2,1")
        List<Integer> achievementWeights();

        /** Replicas of routing-service. */
        @WithDefault("http://127.0.0.1:8082")
        List<String> routing();

        /** Replicas of worker-service in the role pool. */
        @WithDefault("http://127.0.0.1:8083")
        List<String> workers();
    }
}
