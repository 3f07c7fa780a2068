/** The log of what became known about tasks and experts, and how every replica follows it into its models. */
@NullMarked
package dev.cortex.routing.outcome;

import org.jspecify.annotations.NullMarked;
