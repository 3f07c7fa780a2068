/** Decisions on their way: from a request or the stream of submitted tasks through cache and model to store and streams. */
@NullMarked
package dev.cortex.routing.decision;

import org.jspecify.annotations.NullMarked;
