/** How well and how fast the router learns and decides, measured on a public set of sentences. */
@NullMarked
package dev.cortex.bench.routing;

import org.jspecify.annotations.NullMarked;
