package dev.cortex.routing.model;

/**
 * What is known of a task when it has to be routed.
 *
 * @param type empty when it has none
 * @param priority empty when it has none
 */
public record Task(String id, String type, String priority, String description) {}
