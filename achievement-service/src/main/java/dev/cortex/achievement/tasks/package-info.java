/** The edge to worker-service: what the mesh is asked to do, submitted so that asking twice does it once. */
@NullMarked
package dev.cortex.achievement.tasks;

import org.jspecify.annotations.NullMarked;
