/** A real PostgreSQL on loopback, from the binaries of io.zonky.test. */
@NullMarked
package dev.cortex.local.postgres;

import org.jspecify.annotations.NullMarked;
