/** From counts to tiers, opportunities and plans, by rules that are data. Pure: no clock, no chance, no I/O. */
@NullMarked
package dev.cortex.achievement.rules;

import org.jspecify.annotations.NullMarked;
