package dev.cortex.mesh.problem;

import java.util.Map;

/** The problems that HTTP itself knows, by status, with a sentence that helps. */
final class HttpProblems {
    private record Kind(String slug, String title, String detail) {}

    private static final Kind UNCLEAR = new Kind("bad-request", "Bad request", "The request can not be understood.");
    private static final Kind BROKEN =
            new Kind("internal-error", "Internal error", "Something failed here; the request id finds it in the log.");

    private static final Map<Integer, Kind> KINDS = Map.ofEntries(
            Map.entry(400, UNCLEAR),
            Map.entry(401, new Kind("unauthorized", "Unauthorized", "A valid key is needed.")),
            Map.entry(403, new Kind("forbidden", "Forbidden", "The key does not allow this.")),
            Map.entry(404, new Kind("not-found", "Not found", "Nothing is served under this path.")),
            Map.entry(
                    405, new Kind("method-not-allowed", "Method not allowed", "This path does not take this method.")),
            Map.entry(
                    406,
                    new Kind("not-acceptable", "Not acceptable", "This can not be given in an accepted media type.")),
            Map.entry(408, new Kind("request-timeout", "Request timeout", "The request took too long to arrive.")),
            Map.entry(409, new Kind("conflict", "Conflict", "The request conflicts with the present state.")),
            Map.entry(413, new Kind("body-too-large", "Body too large", "The body is larger than allowed.")),
            Map.entry(414, new Kind("uri-too-long", "URI too long", "The URI is longer than allowed.")),
            Map.entry(
                    415,
                    new Kind(
                            "unsupported-media-type",
                            "Unsupported media type",
                            "This path does not read this Content-Type; send application/json.")),
            Map.entry(429, new Kind("too-many-requests", "Too many requests", "Slow down and try again later.")),
            Map.entry(500, BROKEN),
            Map.entry(503, new Kind("unavailable", "Unavailable", "Try again in a moment.")),
            Map.entry(504, new Kind("timeout", "Timeout", "It took too long; try again in a moment.")));

    private HttpProblems() {}

    static Problem of(int status) {
        // A status without words of its own is told in those of its class.
        Kind kind = KINDS.getOrDefault(status, status < 500 ? UNCLEAR : BROKEN);
        return Problem.of(kind.slug, kind.title, status, kind.detail);
    }
}
