package dev.cortex.local.testing;

import java.util.function.Supplier;

/**
 * One server of a kind per JVM, however often Quarkus restarts.
 *
 * <p>Quarkus may load a test resource in a new class loader at each restart, so a static field would not be shared. System
 * properties are: the first starter leaves the server's URL there. The server itself ends with the JVM.
 */
final class SharedServer {
    private SharedServer() {}

    /** @return the URL of the running server, started now if this is the first call in this JVM */
    static String url(String kind, Supplier<String> start) {
        String property = "dev.cortex.local.testing." + kind;
        // Interned, so that copies of this class in other loaders wait on the same monitor.
        synchronized (property.intern()) {
            String running = System.getProperty(property);
            if (running != null) {
                return running;
            }
            String started = start.get();
            System.setProperty(property, started);
            return started;
        }
    }
}
