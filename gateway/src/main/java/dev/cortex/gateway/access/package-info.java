/** Decides who may call a route: open, free to read, or with a key. */
@NullMarked
package dev.cortex.gateway.access;

import org.jspecify.annotations.NullMarked;
