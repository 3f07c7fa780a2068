/** HTTP for the simulator: requests, replies, and what every request to GitHub passes through. */
@NullMarked
package dev.cortex.local.github.web;

import org.jspecify.annotations.NullMarked;
