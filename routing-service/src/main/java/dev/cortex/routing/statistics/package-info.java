/** When a comparison is decided, however often one looks: sequential tests and intervals, pure. */
@NullMarked
package dev.cortex.routing.statistics;

import org.jspecify.annotations.NullMarked;
