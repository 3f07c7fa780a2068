@NullMarked
package dev.cortex.mesh.stream;

import org.jspecify.annotations.NullMarked;
