/** How far a user is: one flight per user over all replicas, kept in Redis for warmth and in PostgreSQL for good. */
@NullMarked
package dev.cortex.achievement.progress;

import org.jspecify.annotations.NullMarked;
