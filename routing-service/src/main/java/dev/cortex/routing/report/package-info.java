/** What the outcomes say about the decisions: accuracy, calibration, confusion and who waits, by bounded questions to PostgreSQL. */
@NullMarked
package dev.cortex.routing.report;

import org.jspecify.annotations.NullMarked;
