/** Errors as clients see them: problem+json (RFC 9457) for everything that goes wrong in an HTTP request, and never a stack trace. */
@NullMarked
package dev.cortex.mesh.problem;

import org.jspecify.annotations.NullMarked;
