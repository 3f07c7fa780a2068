@NullMarked
package dev.cortex.mesh.json;

import org.jspecify.annotations.NullMarked;
