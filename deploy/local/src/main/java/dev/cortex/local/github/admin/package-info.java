/** The simulator's own paths, under {@code /_admin}: what a test arranges, and what it may look at. */
@NullMarked
package dev.cortex.local.github.admin;

import org.jspecify.annotations.NullMarked;
