package dev.cortex.routing.workforce;

/** Whom workers serve. */
public interface Workers {
    /** Whether the expert of the mesh's space is known to have no worker. */
    boolean isAway(String expert);
}
