package dev.cortex.mesh.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;

/** What streams share, whoever uses them. */
@ConfigMapping(prefix = "cortex.streams")
public interface StreamSettings {
    /**
     * How long one command on Redis may take before it counts as failed. Too small: a pause of Redis (a save, a slow
     * disk) makes publishing fail and messages appear twice. Too large: a dead Redis is noticed late.
     */
    @WithDefault("2s")
    Duration commandTimeout();

    /**
     * How many entries a stream keeps, by its name, about (XADD MAXLEN ~). Only for logs: trimming drops what a group
     * has not acknowledged yet. A stream without an entry here is never trimmed.
     */
    Map<String, Long> lengthMax();

    /**
     * How many dead letters a stream of them keeps, about; the oldest go. Too small: the letters of one bad night push
     * each other out before somebody reads them. Too large: they take the memory of Redis.
     */
    @WithDefault("10000")
    @Min(1)
    long deadLettersMax();
}
