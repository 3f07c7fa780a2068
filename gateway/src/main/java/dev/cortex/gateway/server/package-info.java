/** Assembles the chain, opens and closes the data plane, and shows its health and numbers. */
@NullMarked
package dev.cortex.gateway.server;

import org.jspecify.annotations.NullMarked;
