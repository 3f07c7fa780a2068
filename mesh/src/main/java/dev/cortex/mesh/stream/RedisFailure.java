package dev.cortex.mesh.stream;

import io.vertx.redis.client.impl.types.ErrorType;

/** What a failed command tells about Redis: whether it answered, and what. */
enum RedisFailure {
    /** The stream or its group is not there: Redis is new or was wiped. */
    NO_GROUP("nogroup"),
    /** Redis answered with another error; the connection is good. */
    REFUSED("refused"),
    /** No answer, or no connection. */
    UNREACHABLE("unreachable");

    /** For a metric. */
    final String label;

    RedisFailure(String label) {
        this.label = label;
    }

    static RedisFailure of(Throwable failure) {
        if (!(failure instanceof ErrorType error) || error.is("CONNECTION_CLOSED")) {
            return UNREACHABLE;
        }
        // Inside a script the error's first word is ERR, and the reason stands later.
        String message = String.valueOf(error.getMessage());
        return message.contains("NOGROUP") ? NO_GROUP : REFUSED;
    }
}
