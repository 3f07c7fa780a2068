/** What the tests of the whole service share. */
@NullMarked
package dev.cortex.worker;

import org.jspecify.annotations.NullMarked;
