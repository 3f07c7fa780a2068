package dev.cortex.worker.task;

import java.util.Map;

/**
 * All tasks in figures.
 *
 * @param byState every state, also those with none
 * @param backlog tasks that wait and are due
 * @param oldestWaitingMs how long the longest of them has waited
 * @param throughputPerS tasks ended per second over the last ten
 */
public record TaskStats(Map<String, Long> byState, long backlog, long oldestWaitingMs, double throughputPerS) {}
