/** Who of those that would do gets a task: the shares of experts evened out where the router is in doubt, and who is away. */
@NullMarked
package dev.cortex.routing.balance;

import org.jspecify.annotations.NullMarked;
