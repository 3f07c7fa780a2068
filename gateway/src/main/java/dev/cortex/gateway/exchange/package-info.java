/** Holds the client's side of the data plane: one connection, one exchange at a time, its identity, its end and its timeouts. */
@NullMarked
package dev.cortex.gateway.exchange;

import org.jspecify.annotations.NullMarked;
