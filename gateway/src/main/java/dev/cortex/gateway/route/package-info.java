/** Says which upstream a path goes to and under which rules: pure look-up, first match wins. */
@NullMarked
package dev.cortex.gateway.route;

import org.jspecify.annotations.NullMarked;
