/** Turns a client's request into the upstream's and the upstream's answer into the client's: the last stage of the chain. */
@NullMarked
package dev.cortex.gateway.forward;

import org.jspecify.annotations.NullMarked;
