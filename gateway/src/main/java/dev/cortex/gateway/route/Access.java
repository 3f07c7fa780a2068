package dev.cortex.gateway.route;

/** Who may call a route. */
public enum Access {
    /** Anyone, any method. */
    OPEN,
    /** Safe methods (RFC 9110, 9.2.1) are free, every other needs a key. */
    ANONYMOUS_READ,
    /** Every call needs a key. */
    KEY
}
