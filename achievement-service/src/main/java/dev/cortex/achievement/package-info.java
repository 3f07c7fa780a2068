/** Achievement-service: from GitHub's public numbers to progress, opportunities and honest plans. */
@NullMarked
package dev.cortex.achievement;

import org.jspecify.annotations.NullMarked;
