/** What an account did, item by item: pull requests, issues, answers and repositories spread out from its counts. */
@NullMarked
package dev.cortex.local.github.history;

import org.jspecify.annotations.NullMarked;
