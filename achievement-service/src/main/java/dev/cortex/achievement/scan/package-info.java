/** Deep scans: requested by people, run in the background by one replica at a time, gone on with after anything. */
@NullMarked
package dev.cortex.achievement.scan;

import org.jspecify.annotations.NullMarked;
