/** In which order the service starts and stops, when it is ready, and what it does at intervals. */
@NullMarked
package dev.cortex.routing.start;

import org.jspecify.annotations.NullMarked;
