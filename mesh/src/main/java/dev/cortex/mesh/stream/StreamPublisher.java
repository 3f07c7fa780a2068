package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Appends messages to streams. The trace context of the caller goes into a message that has none. */
public interface StreamPublisher {
    /** @return the id Redis gave the entry; fails when Redis does not answer in time */
    Uni<String> publish(String stream, Message message);

    /**
     * All messages in one pipeline; entries of one stream keep the order given.
     *
     * @return the entry ids in the order given; fails as a whole, some entries may then have been appended
     */
    Uni<List<String>> publishAll(List<Addressed> messages);

    /** A message and the stream it goes to. */
    record Addressed(String stream, Message message) {}
}
