/** What goes wrong on demand: each of GitHub's known ways to fail, asked for by tests. */
@NullMarked
package dev.cortex.local.github.fault;

import org.jspecify.annotations.NullMarked;
