/** Experts are data: what one is, the six that are built in, and how a text speaks for one before anything is learned. */
@NullMarked
package dev.cortex.routing.experts;

import org.jspecify.annotations.NullMarked;
