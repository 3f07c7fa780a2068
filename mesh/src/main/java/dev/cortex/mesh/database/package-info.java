/** What every service needs to own a schema of the one PostgreSQL database: where it is, and migrations at start. */
@NullMarked
package dev.cortex.mesh.database;

import org.jspecify.annotations.NullMarked;
