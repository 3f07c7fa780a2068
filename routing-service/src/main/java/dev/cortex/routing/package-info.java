/** routing-service: what can be configured. */
@NullMarked
package dev.cortex.routing;

import org.jspecify.annotations.NullMarked;
