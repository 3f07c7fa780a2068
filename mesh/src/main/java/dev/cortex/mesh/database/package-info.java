@NullMarked
package dev.cortex.mesh.database;

import org.jspecify.annotations.NullMarked;
