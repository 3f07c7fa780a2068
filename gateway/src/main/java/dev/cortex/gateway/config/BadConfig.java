package dev.cortex.gateway.config;

/** The configuration cannot be used; the message is one line that names the key. */
public final class BadConfig extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadConfig(String key, String reason) {
        super(key + ": " + reason.lines().findFirst().orElse("invalid"));
    }
}
