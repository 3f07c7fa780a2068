package dev.cortex.local.launch.plan;

import java.util.function.IntSupplier;

/**
 * Where everything listens, always on loopback.
 *
 * @param gateway the door of the mesh
 * @param gatewayHealth the gateway's health and metrics, beside its data plane
 */
public record Ports(
        int gateway,
        int gatewayHealth,
        int firstAchievement,
        int secondAchievement,
        int routing,
        int worker,
        int postgres,
        int redis,
        int github) {
    public static final int DEFAULT_GATEWAY = 5001;

    /** The ports of the documentation. The servers that only our own services talk to take any free port. */
    public static Ports standard(IntSupplier free) {
        return new Ports(
                DEFAULT_GATEWAY,
                DEFAULT_GATEWAY + 1,
                8081,
                8091,
                8082,
                8083,
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt());
    }

    /** Only the gateway's port is chosen, everything behind it takes free ones, so that meshes run side by side. */
    public static Ports behind(int gateway, IntSupplier free) {
        if (gateway < 1 || gateway > 65_535) {
            throw new MeshFailure("--port: " + gateway + " is no port; choose one from 1 to 65535");
        }
        return new Ports(
                gateway,
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt(),
                free.getAsInt());
    }

    /** The same with another door, for a gateway whose own configuration says where it listens. */
    public Ports withGateway(int port, IntSupplier free) {
        int health = port == gateway ? gatewayHealth : free.getAsInt();
        return new Ports(port, health, firstAchievement, secondAchievement, routing, worker, postgres, redis, github);
    }
}
