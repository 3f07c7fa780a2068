package dev.cortex.mesh.stream;

import io.vertx.redis.client.Redis;
import java.util.function.Supplier;

/**
 * How a consumer gets at Redis.
 *
 * @param shared for commands that are answered at once
 * @param own makes a client for one connection that may block, and that the consumer closes
 * @param commandMillis how long a command may take
 * @param deadLettersMax how many a stream of dead letters keeps
 */
record RedisAccess(Redis shared, Supplier<Redis> own, long commandMillis, long deadLettersMax) {}
