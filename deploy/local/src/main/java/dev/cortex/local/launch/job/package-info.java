/** The main job: one round through the whole mesh by its public API, checked and told readably. */
@NullMarked
package dev.cortex.local.launch.job;

import org.jspecify.annotations.NullMarked;
