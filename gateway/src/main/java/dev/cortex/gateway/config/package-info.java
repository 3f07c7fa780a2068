/** Reads and checks the gateway's configuration: the YAML file, or the built-in one for the mesh on its default ports. */
@NullMarked
package dev.cortex.gateway.config;

import org.jspecify.annotations.NullMarked;
