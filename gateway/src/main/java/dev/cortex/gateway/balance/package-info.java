/** Chooses the server of an upstream that gets the next request: weighted least connections, pure arithmetic with the clock passed in. */
@NullMarked
package dev.cortex.gateway.balance;

import org.jspecify.annotations.NullMarked;
