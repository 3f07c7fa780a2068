/** Where requests of ours may go when somebody else says where. */
@NullMarked
package dev.cortex.mesh.outgoing;

import org.jspecify.annotations.NullMarked;
