/** Lets only unambiguous, bounded HTTP/1.1 in: what passes here means the same to every server behind the gateway. */
@NullMarked
package dev.cortex.gateway.guard;

import org.jspecify.annotations.NullMarked;
