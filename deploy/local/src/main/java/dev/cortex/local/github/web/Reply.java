package dev.cortex.local.github.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP response; {@code DROPPED} closes the connection without a word. */
public final class Reply {
    public static final Reply DROPPED = new Reply(0, Map.of(), new byte[0]);

    private static final String JSON = "application/json; charset=utf-8";

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /** What will be sent, not a copy of it. */
    public byte[] body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }

    public static Reply json(int status, Object body) {
        return new Reply(status, Map.of("Content-Type", JSON), Json.bytes(body));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** An error as GitHub's API words it. */
    public static Reply error(int status, String message) {
        return json(
                status,
                Map.of(
                        "message",
                        message,
                        "documentation_url",
                        "https://docs.github.com",
                        "status",
                        Integer.toString(status)));
    }

    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }

    /** Half of the body, as a proxy that gave up would leave it. */
    Reply cut() {
        return new Reply(status, headers, Arrays.copyOf(body, body.length / 2));
    }
}
