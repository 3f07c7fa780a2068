package dev.cortex.mesh.stream;

/** What is told about the consumer's work. */
record Observation(StreamMetrics metrics, StreamSpans spans) {}
