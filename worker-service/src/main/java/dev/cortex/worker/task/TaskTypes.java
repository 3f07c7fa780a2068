package dev.cortex.worker.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** The task types that can be executed. */
public interface TaskTypes {
    /** In alphabetical order. */
    Set<String> names();

    /** @return what is wrong with the payload for this type; empty when it can be executed */
    List<FieldError> check(String type, JsonNode payload);
}
