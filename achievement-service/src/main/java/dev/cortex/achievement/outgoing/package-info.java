/** Unlocks told by signed requests of ours to those who subscribed: durable, repeated with backoff, only to allowed hosts. */
@NullMarked
package dev.cortex.achievement.outgoing;

import org.jspecify.annotations.NullMarked;
