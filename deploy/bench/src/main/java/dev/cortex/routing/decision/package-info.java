/** The speed of the rooms of routing-service, from inside: a benchmark stands in the package of what it measures. */
@NullMarked
package dev.cortex.routing.decision;

import org.jspecify.annotations.NullMarked;
