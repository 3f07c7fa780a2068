/** The edge to the operating system: child processes, ports and who holds them, the data directory and its lock, health. */
@NullMarked
package dev.cortex.local.launch.process;

import org.jspecify.annotations.NullMarked;
