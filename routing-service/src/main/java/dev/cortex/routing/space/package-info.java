/** Independent routers by name, each guarded for many readers and one writer. */
@NullMarked
package dev.cortex.routing.space;

import org.jspecify.annotations.NullMarked;
