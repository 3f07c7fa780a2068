package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.gateway.balance.PeerState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryIT {
    @Test
    void deadPeerIsPassedOver() throws Exception {
        try (Origin dead = Origin.answering(Origin.ok("dead"));
                Origin alive = Origin.answering(Origin.ok("alive"));
                Fixture gateway = new Fixture("", dead, alive);
                RawClient client = gateway.client()) {
            dead.die();
            for (int i = 0; i < 10; i++) {
                assertEquals("alive", client.get("/").response().body());
                String post = "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 2\r\n\r\nhi";
                assertEquals("alive", client.send(post).response().body());
            }
            assertTrue(gateway.plane.upstreams().get("api").retries() > 0);
            assertTrue(alive.received.stream()
                    .allMatch(
                            seen -> seen.line().startsWith("GET") || seen.body().equals("hi")));
        }
    }

    @Test
    void failedPeerStaysOutForItsTime() throws Exception {
        try (Origin dead = Origin.answering(Origin.ok("dead"));
                Origin alive = Origin.answering(Origin.ok("alive"));
                Fixture gateway = new Fixture(
                        Fixture.yaml("", dead, alive).replace("max_fails: 0", "max_fails: 1, fail_timeout: 1h"),
                        List.of());
                RawClient client = gateway.client()) {
            dead.die();
            for (int i = 0; i < 10; i++) {
                assertEquals("alive", client.get("/").response().body());
            }
            assertEquals(1, gateway.plane.upstreams().get("api").retries());
            assertEquals(
                    List.of(false, true),
                    gateway.plane.upstreams().get("api").peerStates().stream()
                            .map(PeerState::up)
                            .toList());
        }
    }

    @Test
    void noPeerLeftIsABadGateway() throws Exception {
        try (Origin dead = Origin.answering(Origin.ok("dead"));
                Fixture gateway = new Fixture("", dead);
                RawClient client = gateway.client()) {
            dead.die();
            RawClient.Response response = client.get("/").response();
            assertEquals(502, response.status());
            assertEquals("cortex; error=connection_refused", response.header("proxy-status"));
            assertEquals("application/problem+json", response.header("content-type"));
            assertTrue(response.body().contains(response.header("x-request-id")), response.body());
            // The connection to the client is none the worse for it.
            assertEquals(502, client.get("/").response().status());
        }
    }

    @Test
    void backupsServeWhenTheOthersAreGone() throws Exception {
        try (Origin dead = Origin.answering(Origin.ok("dead"));
                Origin backup = Origin.answering(Origin.ok("backup"));
                Fixture gateway = new Fixture(
                        Fixture.yaml("", dead, backup)
                                .replace(backup.port() + "\", max_fails: 0", backup.port() + "\", backup: true"),
                        List.of());
                RawClient client = gateway.client()) {
            assertEquals("dead", client.get("/").response().body());
            dead.die();
            assertEquals("backup", client.get("/").response().body());
        }
    }

    @Test
    void idempotentRequestsAreRepeatedWhereTheConnectionBroke() throws Exception {
        try (Origin broken = new Origin(connection -> connection.request());
                Origin alive = Origin.answering(Origin.ok("alive"));
                Fixture gateway = new Fixture("", broken, alive);
                RawClient client = gateway.client()) {
            for (int i = 0; i < 6; i++) {
                assertEquals("alive", client.get("/").response().body());
            }
            assertTrue(broken.connections.get() > 0);
        }
    }

    @Test
    void othersAreNot() throws Exception {
        try (Origin broken = new Origin(connection -> connection.request());
                Fixture gateway = new Fixture("", broken, broken.twin());
                RawClient client = gateway.client()) {
            String post = "POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 2\r\n\r\nhi";
            RawClient.Response response = client.send(post).response();
            assertEquals(502, response.status());
            assertEquals("cortex; error=connection_terminated", response.header("proxy-status"));
            assertEquals(1, broken.received.size());
        }
    }

    @Test
    void keptConnectionThatWasClosedIsReplacedWithoutBlame() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write(Origin.ok("one"));
                    // Reads the next request and goes away, as a server does whose idle time is up.
                    connection.head();
                });
                Fixture gateway = new Fixture(
                        Fixture.yaml("", origin, origin.twin()).replace("max_fails: 0", "max_fails: 1"), List.of());
                RawClient client = gateway.client()) {
            for (int i = 0; i < 6; i++) {
                assertEquals("one", client.get("/").response().body());
            }
            assertTrue(
                    gateway.plane.upstreams().get("api").peerStates().stream().allMatch(PeerState::up));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\na",
                "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
                "SMTP ready\r\n\r\n"
            })
    void brokenAnswersAreABadGatewayAndEndTheConnection(String answer) throws Exception {
        try (Origin origin = Origin.answering(answer);
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.get("/").response();
            assertEquals(502, response.status());
            assertEquals("cortex; error=http_protocol_error", response.header("proxy-status"));
            Fixture.eventually(() -> origin.closed.get() == 1);
        }
    }

    @Test
    void answerWithTwoLengthsIsTheLastOnItsConnection() throws Exception {
        try (Origin origin = Origin.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.get("/").response();
            assertEquals("a", response.body());
            assertTrue(!response.has("content-length"));
            assertEquals("a", client.get("/").response().body());
            assertEquals(2, origin.connections.get());
        }
    }

    @Test
    void unaskedBytesEndTheConnection() throws Exception {
        AtomicInteger served = new AtomicInteger();
        try (Origin origin = new Origin(connection -> {
                    while (connection.request() != null) {
                        connection.write(Origin.ok("r" + served.incrementAndGet()) + Origin.ok("poison"));
                    }
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            for (int i = 1; i <= 3; i++) {
                assertEquals("r" + i, client.get("/").response().body());
                int connections = i;
                Fixture.eventually(() -> origin.closed.get() == connections);
            }
        }
    }

    @Test
    void requestsInFlightAtAServerAreBounded() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    release.await();
                    connection.write(Origin.ok("late"));
                });
                Fixture gateway =
                        new Fixture(Fixture.yaml("", origin).replace("max_fails: 0", "max_connections: 1"), List.of());
                RawClient first = gateway.client();
                RawClient second = gateway.client()) {
            first.get("/");
            Fixture.eventually(() -> origin.received.size() == 1);
            RawClient.Response shed = second.get("/").response();
            assertEquals(503, shed.status());
            assertEquals("1", shed.header("retry-after"));
            release.countDown();
            assertEquals("late", first.response().body());
        }
    }
}
