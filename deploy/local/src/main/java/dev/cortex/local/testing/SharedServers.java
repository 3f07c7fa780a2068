package dev.cortex.local.testing;

import dev.cortex.local.github.GitHubSimulator;
import dev.cortex.local.postgres.EmbeddedPostgres;
import dev.cortex.local.redis.EmbeddedRedis;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One server of a kind per JVM, however often Quarkus restarts; they end with the JVM.
 *
 * <p>Quarkus loads test resources in class loaders that it closes at a restart. A server must not live in one of those: its
 * static fields would not be shared, and classes it needs later could no longer be loaded. So the resources reach this
 * class through the system class loader, which has the same class path and stays.
 */
public final class SharedServers {
    private static final Map<Kind, String> URLS = new ConcurrentHashMap<>();

    private SharedServers() {}

    enum Kind {
        POSTGRES,
        REDIS,
        GITHUB
    }

    static String url(Kind kind) {
        try {
            Class<?> stays = Class.forName(SharedServers.class.getName(), true, ClassLoader.getSystemClassLoader());
            return (String) stays.getMethod("start", String.class).invoke(null, kind.name());
        } catch (ClassNotFoundException notOnTheSystemClassPath) {
            return start(kind.name());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot start " + kind, e);
        }
    }

    /** For {@link #url}, across class loaders: hence public, and with nothing but strings. */
    public static String start(String kind) {
        return URLS.computeIfAbsent(Kind.valueOf(kind), SharedServers::start);
    }

    private static String start(Kind kind) {
        return switch (kind) {
            case POSTGRES -> EmbeddedPostgres.startTemporary().url();
            case REDIS -> EmbeddedRedis.startTemporary().url();
            case GITHUB -> GitHubSimulator.start(0).url();
        };
    }
}
