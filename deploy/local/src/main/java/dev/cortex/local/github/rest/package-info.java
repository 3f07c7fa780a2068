/** The REST side of the simulator: users, their public events, the rate limits, and the work that is done for people. */
@NullMarked
package dev.cortex.local.github.rest;

import org.jspecify.annotations.NullMarked;
