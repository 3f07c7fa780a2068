package dev.cortex.worker.task;

import java.util.Optional;

/** The router's decision on one task, as far as the task keeps it. */
public record Routing(String expert, double confidence, Optional<String> strategy, Optional<String> method) {}
