package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another server might read differently never reaches it: 400, close, nothing forwarded. */
class SmugglingIT {
    private static final String HOST = "Host: gw\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 5, 5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: +5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: -1\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 0x5\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length:\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 99999999999999999999\r\n\r\nabcde",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.0\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nX: a\r\n b\r\n\r\n",
                "GET / HTTP/1.1\r\n Host: gw\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\nX: y\r\n\r\n",
                "GET / HTTP/1.1\nHost: gw\n\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nX: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nX: a\0b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nX: a\u0001b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nX\0Y: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\n: empty name\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nHost: gw\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost:\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET / x HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET /\tHTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET / HTTP/1.1 \r\nHost: gw\r\n\r\n",
                "GET /\r\n\r\n",
                "G@T / HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET /\u00e9 HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET /#f HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET example HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: gw\r\nSec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\nGET /sm ",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\nabc\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n3;a\nb\r\nabc\r\n0\r\n\r\n",
            })
    void isRefused(String request) throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("reached"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send(request + "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n");
            RawClient.Response response = client.response();
            assertEquals(400, response.status());
            assertEquals("application/problem+json", response.header("content-type"));
            assertEquals("cortex; error=http_request_error", response.header("proxy-status"));
            assertEquals("close", response.header("connection"));
            assertTrue(response.body().contains("\"request_id\""), response.body());
            assertTrue(client.ended());
            assertTrue(origin.received.isEmpty(), () -> origin.received.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a/../b",
                "/a/..",
                "/./a",
                "/a/.",
                "/%2e%2e/b",
                "/a/.%2E/b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a%00",
                "/a%0d%0a",
                "/a%",
                "/a%2",
                "/a%zz",
                "//host/a",
                "/a/..;x/b",
                "/a/..%3bx",
                "/a%252fb"
            })
    void pathsWithTwoReadingsAreRefused(String path) throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("reached"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.get(path).response();
            assertEquals(400, response.status());
            assertTrue(response.body().contains("/problems/ambiguous-path"), response.body());
            assertTrue(origin.received.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a..b",
                "/...",
                "/.well-known/x",
                "/a%20b",
                "/%C3%A9",
                "/a?x=../%2f%00",
                "/a;v=1",
                "/a//b",
                "/a/"
            })
    void plainPathsPass(String path) throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("reached"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            assertEquals("reached", client.get(path).response().body());
            assertEquals("GET " + path + " HTTP/1.1", origin.received.getFirst().line());
        }
    }

    @Test
    void saysWhatElseIsWrong() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("", origin)) {
            assertStatus(
                    gateway, 501, "POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
            assertStatus(gateway, 505, "GET / HTTP/2.0\r\nHost: gw\r\n\r\n");
            assertStatus(gateway, 405, "CONNECT gw:80 HTTP/1.1\r\nHost: gw\r\n\r\n");
            assertStatus(gateway, 417, "GET / HTTP/1.1\r\nHost: gw\r\nExpect: 200-maybe\r\n\r\n");
            assertTrue(origin.received.isEmpty());
        }
    }

    @Test
    void bytesOfAHeadMayComeOneByOne() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("reached"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            for (char c : ("\r\nPOST /x HTTP/1.1\r\n" + HOST
                            + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n")
                    .toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertEquals("reached", client.response().body());
            assertEquals("abc", origin.received.getFirst().body());
        }
    }

    private static void assertStatus(Fixture gateway, int status, String request) throws Exception {
        try (RawClient client = gateway.client()) {
            assertEquals(status, client.send(request).response().status(), request);
        }
    }
}
