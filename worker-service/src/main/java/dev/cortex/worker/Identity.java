package dev.cortex.worker;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who this process is among all others of the mesh. */
@Singleton
public final class Identity {
    private final String name;

    Identity(WorkerConfig config) {
        this.name = config.id()
                .filter(id -> !id.isBlank())
                .orElseGet(() -> hostName() + "-" + ProcessHandle.current().pid());
    }

    public String name() {
        return name;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }
}
