/** What was seen of a user and how a newer sight is joined to an older one, so that nothing known is lost. Pure: no clock, no chance, no I/O. */
@NullMarked
package dev.cortex.achievement.observation;

import org.jspecify.annotations.NullMarked;
