package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsIT {
    @Test
    void headersHaveASizeAndACount() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("limits: {head: 1K, target: 100, headers: 5}", origin)) {
            assertStatus(gateway, 431, "GET / HTTP/1.1\r\nHost: gw\r\nX: " + "a".repeat(1100) + "\r\n\r\n");
            assertStatus(gateway, 431, "GET / HTTP/1.1\r\nHost: gw\r\n" + "X: y\r\n".repeat(5) + "\r\n");
            assertStatus(gateway, 414, "GET /" + "a".repeat(100) + " HTTP/1.1\r\nHost: gw\r\n\r\n");
            assertStatus(
                    gateway,
                    200,
                    "GET /" + "a".repeat(99) + " HTTP/1.1\r\nHost: gw\r\n" + "X: y\r\n".repeat(4) + "\r\n");
        }
    }

    @Test
    void declaredBodyOverTheLimitIsRefusedUnread() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("limits: {body: 10}", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send(
                            "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n")
                    .response();
            assertEquals(413, response.status());
            assertTrue(response.body().contains("10 bytes"), response.body());
            assertTrue(client.ended());
            assertEquals(0, origin.connections.get());
        }
    }

    @Test
    void streamedBodyIsStoppedAtTheLimit() throws Exception {
        CountDownLatch cutOff = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.head();
                    while (connection.in.read() >= 0) {
                        // until the gateway gives up on the request
                    }
                    cutOff.countDown();
                });
                Fixture gateway = new Fixture("limits: {body: 10}", origin);
                RawClient client = gateway.client()) {
            client.send("POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n");
            Fixture.eventually(() -> origin.connections.get() == 1);
            client.send("6\r\nabcdef\r\n");
            assertEquals(413, client.response().status());
            assertTrue(client.ended());
            cutOff.await();
        }
    }

    @Test
    void slowHeadersTimeOut() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("timeouts: {header: 300ms}", origin);
                RawClient client = gateway.client()) {
            client.send("GET / HTTP/1.1\r\nHost: g");
            assertEquals(408, client.response().status());
            assertTrue(client.ended());
        }
    }

    @Test
    void slowBodiesTimeOut() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("timeouts: {body: 300ms}", origin);
                RawClient client = gateway.client()) {
            client.send("POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 10\r\n\r\nabc");
            assertEquals(408, client.response().status());
            assertTrue(client.ended());
            Fixture.eventually(() -> origin.closed.get() == 1);
        }
    }

    @Test
    void idleConnectionsAreClosedSilently() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("x"));
                Fixture gateway = new Fixture("timeouts: {idle: 300ms}", origin);
                RawClient client = gateway.client()) {
            assertEquals("x", client.get("/").response().body());
            assertTrue(client.ended());
        }
    }

    @Test
    void silentServersTimeOut() throws Exception {
        try (Origin origin = new Origin(connection -> connection.in.readAllBytes());
                Fixture gateway = new Fixture("timeouts: {response: 300ms}", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.get("/").response();
            assertEquals(504, response.status());
            assertEquals("cortex; error=http_response_timeout", response.header("proxy-status"));
            Fixture.eventually(() -> origin.closed.get() == 1);
        }
    }

    @Test
    void answersThatStallAreCutOff() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                    connection.in.readAllBytes();
                });
                Fixture gateway = new Fixture("timeouts: {stream: 300ms}", origin);
                RawClient client = gateway.client()) {
            client.get("/");
            client.head();
            assertEquals(3, client.in.readAllBytes().length);
        }
    }

    @Test
    void requestsInFlightAreBounded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    release.await();
                    connection.write(Origin.ok("late"));
                });
                Fixture gateway = new Fixture("limits: {in_flight: 1}", origin);
                RawClient first = gateway.client();
                RawClient second = gateway.client()) {
            first.get("/");
            Fixture.eventually(() -> gateway.plane.inFlight() == 1);
            RawClient.Response shed = second.get("/").response();
            assertEquals(503, shed.status());
            assertEquals("1", shed.header("retry-after"));
            release.countDown();
            assertEquals("late", first.response().body());
        }
    }

    @Test
    void connectionsAreBounded() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("x"));
                Fixture gateway = new Fixture("limits: {connections: 1}", origin);
                RawClient first = gateway.client()) {
            assertEquals("x", first.get("/").response().body());
            try (RawClient second = gateway.client()) {
                assertTrue(second.ended());
            }
            first.socket.close();
            Fixture.eventually(() -> gateway.plane.connections() == 0);
            try (RawClient third = gateway.client()) {
                assertEquals("x", third.get("/").response().body());
            }
        }
    }

    @Test
    void pipelinedRequestsWaitInTheClientsSocket() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch release = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    release.await();
                    connection.write(Origin.ok("late"));
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.get("/");
            Fixture.eventually(() -> origin.received.size() == 1);
            byte[] requests = "GET / HTTP/1.1\r\nHost: gw\r\n\r\n".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
            Thread.ofVirtual().start(() -> {
                try {
                    while (!client.socket.isClosed()) {
                        client.socket.getOutputStream().write(requests);
                        written.addAndGet(requests.length);
                    }
                } catch (IOException e) {
                    // the test is over
                }
            });
            long standing = Fixture.untilItStands(written);
            assertTrue(standing < 32 * 1024 * 1024, "the gateway took " + standing + " bytes of waiting requests");
            release.countDown();
            assertEquals("late", client.response().body());
        }
    }

    @Test
    void keysOpenRoutes() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("x"));
                Fixture gateway = new Fixture(
                        Fixture.yaml("", origin).replace("upstream: api}", "upstream: api, access: anonymous-read}"),
                        List.of("ops:correct-horse"));
                RawClient client = gateway.client()) {
            String post = "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 2\r\n";
            assertEquals(200, client.get("/").response().status());
            RawClient.Response refused = client.send(post + "\r\nhi").response();
            assertEquals(401, refused.status());
            assertTrue(refused.has("www-authenticate"));
            assertEquals(
                    401,
                    client.send(post + "X-Api-Key: wrong-horse\r\n\r\nhi")
                            .response()
                            .status());
            assertEquals(
                    200,
                    client.send(post + "X-Api-Key: correct-horse\r\n\r\nhi")
                            .response()
                            .status());
            assertEquals(
                    200,
                    client.send(post + "Authorization: bearer correct-horse\r\n\r\nhi")
                            .response()
                            .status());
            assertTrue(origin.received.stream().noneMatch(seen -> seen.head().contains("horse")));
        }
    }

    @Test
    void servicesAreToldWhoCallsAndNobodyElseCanSayIt() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("x"));
                Fixture gateway = new Fixture(
                        Fixture.yaml("", origin).replace("upstream: api}", "upstream: api, access: anonymous-read}"),
                        List.of("ops:correct-horse"));
                RawClient client = gateway.client()) {
            String get = "GET / HTTP/1.1\r\nHost: gw\r\nX-Cortex-Caller: ops\r\n";
            assertEquals(200, client.send(get + "\r\n").response().status());
            assertEquals(
                    200,
                    client.send(get + "X-Api-Key: wrong-horse\r\n\r\n")
                            .response()
                            .status());
            assertEquals(
                    200,
                    client.send(get + "X-Api-Key: correct-horse\r\n\r\n")
                            .response()
                            .status());
            List<String> callers = origin.received.stream()
                    .flatMap(seen -> seen.head().lines())
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("x-cortex-caller:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .toList();
            assertEquals(List.of("anonymous", "anonymous", "ops"), callers);
        }
    }

    private static void assertStatus(Fixture gateway, int status, String request) throws Exception {
        try (RawClient client = gateway.client()) {
            assertEquals(status, client.send(request).response().status(), request);
        }
    }
}
