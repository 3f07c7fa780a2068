package dev.cortex.routing.balance;

/** An expert and the probability that it is the right one. */
public record Candidate(String expert, double probability) {}
