/** Who exists on the simulated GitHub: accounts made from their login alone, and what was changed about them since. */
@NullMarked
package dev.cortex.local.github.account;

import org.jspecify.annotations.NullMarked;
