/** How JSON looks everywhere in the mesh: snake_case names, ISO-8601 instants in UTC, unknown members ignored. */
@NullMarked
package dev.cortex.mesh.json;

import org.jspecify.annotations.NullMarked;
