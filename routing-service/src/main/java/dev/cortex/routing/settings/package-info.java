/** Everything about the service that can be configured, an area a file. */
@NullMarked
package dev.cortex.routing.settings;

import org.jspecify.annotations.NullMarked;
