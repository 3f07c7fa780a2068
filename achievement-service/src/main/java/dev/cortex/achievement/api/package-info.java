/** What people and scripts ask over HTTP, and the words they are answered with. */
@NullMarked
package dev.cortex.achievement.api;

import org.jspecify.annotations.NullMarked;
