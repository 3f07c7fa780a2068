/** What the rest of the mesh tells this service over streams. */
@NullMarked
package dev.cortex.achievement.events;

import org.jspecify.annotations.NullMarked;
