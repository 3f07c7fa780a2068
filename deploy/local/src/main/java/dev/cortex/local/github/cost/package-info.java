/** What a GraphQL query costs by GitHub's rules, known before it is executed. */
@NullMarked
package dev.cortex.local.github.cost;

import org.jspecify.annotations.NullMarked;
