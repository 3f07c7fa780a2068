/** Redis for what is answered promptly or not at all. */
@NullMarked
package dev.cortex.routing.redis;

import org.jspecify.annotations.NullMarked;
