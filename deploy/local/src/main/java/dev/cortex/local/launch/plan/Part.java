package dev.cortex.local.launch.plan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of the mesh that can be started on its own; the order is the order in which they are shown. */
public enum Part {
    POSTGRES("postgres"),
    REDIS("redis"),
    GITHUB("github"),
    WORKER("worker-service"),
    ROUTING("routing-service"),
    ACHIEVEMENT("achievement-service"),
    GATEWAY("gateway");

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** The name people use; for a service also the name of its Maven module. */
    public String title() {
        return title;
    }

    /** Whether it is one of our own programs, a Java process of its own. */
    public boolean isService() {
        return this == WORKER || this == ROUTING || this == ACHIEVEMENT || this == GATEWAY;
    }

    /** Whether it cannot start without PostgreSQL and Redis. */
    public boolean needsStores() {
        return isService() && this != GATEWAY;
    }

    /**
     * Reads {@code --only}.
     *
     * @param names as typed: titles or aliases, any case
     * @throws MeshFailure naming the word that is no part and the ones that are
     */
    public static Set<Part> parse(List<String> names) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names) {
            parts.add(parse(name.strip().toLowerCase(Locale.ROOT)));
        }
        return parts;
    }

    /** What people say when they mean it: the kind of server, or the words of the API. */
    private boolean hasAlias(String name) {
        return switch (this) {
            case POSTGRES -> name.equals("postgresql");
            case GITHUB -> name.equals("simulator");
            case WORKER -> name.equals("worker") || name.equals("workers") || name.equals("tasks");
            case ROUTING -> name.equals("routing");
            case ACHIEVEMENT -> name.equals("achievement") || name.equals("achievements");
            case REDIS, GATEWAY -> false;
        };
    }

    private static Part parse(String name) {
        return Arrays.stream(values())
                .filter(part -> part.title.equals(name) || part.hasAlias(name))
                .findFirst()
                .orElseThrow(() -> new MeshFailure("--only: there is no part '" + name + "'; the parts are "
                        + Arrays.stream(values()).map(Part::title).collect(Collectors.joining(", "))));
    }
}
