/** The GraphQL side of the simulator: GitHub's schema in part, answered from generated accounts. */
@NullMarked
package dev.cortex.local.github.graphql;

import org.jspecify.annotations.NullMarked;
