/** What a task's text is made of: normalised words, their stems and the hashed features a model learns from; pure. */
@NullMarked
package dev.cortex.routing.text;

import org.jspecify.annotations.NullMarked;
