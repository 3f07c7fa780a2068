/** The HTTP interface: shapes in, shapes out, and what is refused with which sentence. */
@NullMarked
package dev.cortex.routing.api;

import org.jspecify.annotations.NullMarked;
