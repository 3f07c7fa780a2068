/** What all services tell in the same way: request ids, sampling of traces, histogram buckets, slow operations. */
@NullMarked
package dev.cortex.mesh.telemetry;

import org.jspecify.annotations.NullMarked;
