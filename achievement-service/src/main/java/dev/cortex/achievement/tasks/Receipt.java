package dev.cortex.achievement.tasks;

/**
 * What worker-service answered to an order: the task is committed.
 *
 * @param statusUrl where it can be followed
 * @param existing whether it was there before
 */
public record Receipt(String id, String state, String statusUrl, boolean existing) {}
