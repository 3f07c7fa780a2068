package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;

/** The data of a {@code task.routed} message: what a worker needs to claim the task. */
record RoutedTask(
        String taskId,
        String type,
        String priority,
        String expert,
        double confidence,
        String strategy,
        String routingMethod) {
    static RoutedTask of(Routed routed) {
        Decision decision = routed.decision();
        return new RoutedTask(
                routed.task().id(),
                routed.task().type(),
                routed.task().priority(),
                decision.expert(),
                decision.confidence(),
                decision.strategy().word(),
                decision.method().word());
    }
}
