/** What GitHub tells by webhook: proven by its signature, taken once, and counted; where it tells too little, what is kept of the user is let go. */
@NullMarked
package dev.cortex.achievement.webhook;

import org.jspecify.annotations.NullMarked;
