package dev.cortex.achievement.scan;

import dev.cortex.achievement.walk.Walk;

/**
 * The right to go on with a scan, for as long as its lease is renewed.
 *
 * @param fence who claims later has a higher one; what is written with a lower one is refused
 * @param pauses how often it was paused since something went well
 */
record Claim(String nodeId, String login, long fence, int pauses, Walk walk) {}
