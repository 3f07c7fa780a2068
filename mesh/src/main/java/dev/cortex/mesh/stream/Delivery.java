package dev.cortex.mesh.stream;

/**
 * One message as a consumer gets it.
 *
 * @param stream the stream it was read from
 * @param entryId the id that Redis gave the entry; entries of one stream are ordered by it
 * @param deliveries how often it has been delivered, this time included (1 = the first)
 */
public record Delivery(String stream, String entryId, long deliveries, Message message) {}
