/** What the tokens have left and who may spend it: points are kept before a request is sent and settled by its answer. */
@NullMarked
package dev.cortex.achievement.budget;

import org.jspecify.annotations.NullMarked;
