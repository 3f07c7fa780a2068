/** Talks to the servers behind the gateway: pooled connections, one call with its retries, and how it ended. */
@NullMarked
package dev.cortex.gateway.upstream;

import org.jspecify.annotations.NullMarked;
