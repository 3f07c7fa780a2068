/** What achievement-service costs GitHub and the people who wait for it, measured on two real replicas. */
@NullMarked
package dev.cortex.bench.achievements;

import org.jspecify.annotations.NullMarked;
