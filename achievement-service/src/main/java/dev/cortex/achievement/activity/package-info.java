/** Whether a user did anything in public since a time: GitHub's event feed as a change detector that costs nothing. */
@NullMarked
package dev.cortex.achievement.activity;

import org.jspecify.annotations.NullMarked;
