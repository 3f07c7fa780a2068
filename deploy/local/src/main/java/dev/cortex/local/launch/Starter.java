package dev.cortex.local.launch;

import dev.cortex.local.launch.plan.Component;
import dev.cortex.local.launch.process.Running;
import java.nio.file.Path;

/** Brings components to life; what {@link Mesh} needs of this machine. */
interface Starter {
    /**
     * Starts it and does not wait for it.
     *
     * @throws dev.cortex.local.launch.plan.MeshFailure when that is not possible
     */
    Running start(Component component);

    /** Whether it can do its work now. */
    boolean isReady(Component component);

    Path log(Component component);
}
