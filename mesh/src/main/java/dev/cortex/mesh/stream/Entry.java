package dev.cortex.mesh.stream;

import java.util.Map;

/**
 * A stream entry as Redis holds it.
 *
 * @param deliveries how often it has been delivered, this time included
 */
record Entry(String stream, String id, Map<String, String> fields, long deliveries) {
    Key key() {
        return new Key(stream, id);
    }

    /** Where an entry is. */
    record Key(String stream, String id) {}
}
