/** Names every way in which the gateway itself answers a request, and writes it as problem+json with Proxy-Status. */
@NullMarked
package dev.cortex.gateway.failure;

import org.jspecify.annotations.NullMarked;
