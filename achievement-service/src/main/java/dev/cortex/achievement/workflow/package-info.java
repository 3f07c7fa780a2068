/** What can be executed for a user, as data: honest work only. Pure: no clock, no chance, no I/O. */
@NullMarked
package dev.cortex.achievement.workflow;

import org.jspecify.annotations.NullMarked;
