package dev.cortex.routing.settings;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Optional;

/** Bounds of the HTTP interface. */
public interface ApiSettings {
    @WithDefault("10000")
    @Min(1)
    int tasksMax();

    @WithDefault("10000")
    @Min(1)
    int outcomesMax();

    @WithDefault("10000")
    @Min(1)
    int expertsMax();

    @WithDefault("1000")
    @Min(1)
    int spacesMax();

    /**
     * What all spaces together may take, as an estimate; without it, half of the heap. When reached, new experts and
     * outcomes of spaces other than the mesh's own are refused (507). Too large: the process runs out of memory.
     */
    Optional<MemorySize> spacesMemory();
}
