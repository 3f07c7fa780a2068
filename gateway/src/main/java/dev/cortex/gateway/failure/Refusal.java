package dev.cortex.gateway.failure;

/**
 * One answer of the gateway's own.
 *
 * @param detail a sentence that helps; made of constants and configuration, never of what the client sent
 */
public record Refusal(Failure failure, String detail) {}
