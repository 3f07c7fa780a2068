package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamingIT {
    private static final int MEGABYTE = 1024 * 1024;

    @Test
    void piecesOfABodyArriveBeforeItsEnd() throws Exception {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.head();
                    connection.line();
                    byte[] first = connection.in.readNBytes(5);
                    assertEquals("first", new String(first, java.nio.charset.StandardCharsets.ISO_8859_1));
                    firstSeen.countDown();
                    while (!connection.line().equals("0")) {
                        // to the last chunk
                    }
                    connection.line();
                    connection.write(Origin.ok("all"));
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send("POST / HTTP/1.1\r\nHost: gw\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            firstSeen.await();
            client.send("6\r\nsecond\r\n0\r\n\r\n");
            assertEquals("all", client.response().body());
        }
    }

    @Test
    void eventsArriveAsTheyAreSent() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write(
                            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + "9\r\ndata: 1\n\n\r\n");
                    heard.await();
                    connection.write("9\r\ndata: 2\n\n\r\n0\r\n\r\n");
                });
                // An event stream may be silent for longer than other answers.
                Fixture gateway = new Fixture("timeouts: {stream: 200ms}", origin);
                RawClient client = gateway.client()) {
            client.get("/events");
            client.head();
            assertEquals("data: 1\n\n", client.chunk());
            long silentUntil = System.nanoTime() + 500_000_000L;
            Fixture.eventually(() -> System.nanoTime() > silentUntil);
            heard.countDown();
            assertEquals("data: 2\n\n", client.chunk());
        }
    }

    @Test
    void slowReaderHoldsBackTheServer() throws Exception {
        AtomicLong written = new AtomicLong();
        int whole = 64 * MEGABYTE;
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: " + whole + "\r\n\r\n");
                    byte[] piece = new byte[MEGABYTE];
                    for (int sent = 0; sent < whole; sent += piece.length) {
                        connection.out.write(piece);
                        written.addAndGet(piece.length);
                    }
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = new RawClient(gateway.plane.address(), 64 * 1024)) {
            client.get("/");
            client.head();
            long standing = Fixture.untilItStands(written);
            assertTrue(standing < whole / 2, "the gateway took " + standing + " bytes nobody read");
            assertEquals(whole, client.in.readNBytes(whole).length);
        }
    }

    @Test
    void slowServerHoldsBackTheClient() throws Exception {
        AtomicLong written = new AtomicLong();
        CountDownLatch read = new CountDownLatch(1);
        int whole = 64 * MEGABYTE;
        try (Origin origin = new Origin(connection -> {
                    connection.head();
                    read.await();
                    connection.in.skipNBytes(whole);
                    connection.write(Origin.ok("thanks"));
                });
                Fixture gateway = new Fixture("limits: {body: 1G}", origin);
                RawClient client = gateway.client()) {
            client.send("POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: " + whole + "\r\n\r\n");
            Thread sender = Thread.ofVirtual().start(() -> {
                byte[] piece = new byte[MEGABYTE];
                try {
                    for (int sent = 0; sent < whole; sent += piece.length) {
                        client.socket.getOutputStream().write(piece);
                        written.addAndGet(piece.length);
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            long standing = Fixture.untilItStands(written);
            assertTrue(standing < whole / 2, "the gateway took " + standing + " bytes nobody read");
            read.countDown();
            assertEquals("thanks", client.response().body());
            sender.join();
        }
    }

    @Test
    void expectationIsTheServersToMeet() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.head();
                    connection.write("HTTP/1.1 100 Continue\r\n\r\n");
                    connection.in.readNBytes(4);
                    connection.write(Origin.ok("taken"));
                    connection.request();
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send("POST / HTTP/1.1\r\nHost: gw\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertEquals(100, client.response().status());
            client.send("body");
            assertEquals("taken", client.response().body());
        }
    }

    @Test
    void earlyAnswerReachesTheClientThatIsStillSending() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.head();
                    connection.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send("POST / HTTP/1.1\r\nHost: gw\r\nContent-Length: 1000000\r\n\r\nbegin");
            RawClient.Response response = client.response();
            assertEquals(403, response.status());
            assertEquals("no", response.body());
            assertEquals("close", response.header("connection"));
            assertTrue(client.ended());
        }
    }

    @Test
    void clientThatLeavesCancelsTheServersWork() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    asked.countDown();
                    connection.in.read();
                    cancelled.countDown();
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.get("/slow");
            asked.await();
            client.socket.close();
            cancelled.await();
            Fixture.eventually(() -> gateway.ended.size() == 1 && gateway.plane.inFlight() == 0);
            assertEquals(499, gateway.ended.getFirst().status());
            assertEquals(
                    0,
                    gateway.plane.upstreams().get("api").peerStates().getFirst().inFlight());
        }
    }

    @Test
    void answerThatBreaksOffIsNotMadeWhole() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.get("/");
            client.head();
            assertEquals("abc", client.chunk());
            assertTrue(client.ended());
        }
    }

    @Test
    void trailersPass() throws Exception {
        try (Origin origin = Origin.answering(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n");
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send("GET / HTTP/1.1\r\nHost: gw\r\nTE: trailers, gzip\r\n\r\n");
            client.head();
            assertEquals("3", client.line());
            assertEquals("abc", client.line());
            assertEquals("0", client.line());
            assertEquals("x-sum: 1", client.line().toLowerCase(java.util.Locale.ROOT));
            assertEquals("trailers", origin.received.getFirst().header("te"));
            assertFalse(origin.received.getFirst().header("te").contains("gzip"));
        }
    }
}
