/** What a person sees: lines while starting, tables, colours where there is a terminal to show them. */
@NullMarked
package dev.cortex.local.launch.screen;

import org.jspecify.annotations.NullMarked;
