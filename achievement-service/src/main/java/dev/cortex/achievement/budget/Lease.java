package dev.cortex.achievement.budget;

/**
 * Points and a place kept for one request, until it is settled or has lasted too long.
 *
 * @param lost points that had been lost without a word when this was taken: what GitHub answers to it knows of them
 * @param shared whether all replicas know of it
 */
public record Lease(String id, String purse, Resource resource, int points, long lost, boolean shared) {}
