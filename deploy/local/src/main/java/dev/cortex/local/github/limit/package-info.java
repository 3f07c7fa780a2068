/** GitHub's rate limits: the hourly budgets, and the secondary limits that guard its servers. Time is passed in. */
@NullMarked
package dev.cortex.local.github.limit;

import org.jspecify.annotations.NullMarked;
