/** Who of several equal replicas does what must be done once: a lease in PostgreSQL. */
@NullMarked
package dev.cortex.worker.leader;

import org.jspecify.annotations.NullMarked;
