/** The embedded servers as Quarkus test resources, and GitHub's public schema for tests of queries. */
@NullMarked
package dev.cortex.local.testing;

import org.jspecify.annotations.NullMarked;
