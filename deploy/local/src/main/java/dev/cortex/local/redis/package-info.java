/** A real Redis on loopback, from the binary of embedded-redis or the machine's own. */
@NullMarked
package dev.cortex.local.redis;

import org.jspecify.annotations.NullMarked;
