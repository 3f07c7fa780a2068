/** A GitHub to develop and test against: its GraphQL and REST API in part, with its costs, limits and failures. */
@NullMarked
package dev.cortex.local.github;

import org.jspecify.annotations.NullMarked;
