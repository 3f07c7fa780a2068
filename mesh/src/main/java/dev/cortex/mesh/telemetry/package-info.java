@NullMarked
package dev.cortex.mesh.telemetry;

import org.jspecify.annotations.NullMarked;
