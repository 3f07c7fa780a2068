/** What the whole service shares: its configuration and its role. */
@NullMarked
package dev.cortex.worker;

import org.jspecify.annotations.NullMarked;
