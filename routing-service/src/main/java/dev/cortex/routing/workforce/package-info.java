/** What is known of those who do the work: places taken and free, and whom workers serve. Signals in Redis; losing them costs a little order, no task. */
@NullMarked
package dev.cortex.routing.workforce;

import org.jspecify.annotations.NullMarked;
