/** How all rooms ask PostgreSQL: one statement, documents in its columns, and one failure for whatever went wrong. */
@NullMarked
package dev.cortex.achievement.store;

import org.jspecify.annotations.NullMarked;
