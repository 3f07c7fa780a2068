package dev.cortex.routing.model;

/**
 * What became known about a task.
 *
 * @param expert who was right, or who was not
 * @param right false: {@code expert} was wrong, and who would have been right is not known
 * @param strength 0..1: how much this says about the routing; a failed task may have failed for other reasons
 */
public record Judgement(Task task, String expert, boolean right, double strength) {
    public Judgement {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength is 0..1");
        }
    }
}
