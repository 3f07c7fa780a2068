@NullMarked
package dev.cortex.mesh.problem;

import org.jspecify.annotations.NullMarked;
