/** Everything about the service that can be configured, an area a file. */
@NullMarked
package dev.cortex.achievement.settings;

import org.jspecify.annotations.NullMarked;
