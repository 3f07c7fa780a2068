package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ForwardingIT {
    @Test
    void passesRequestAndAnswer() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("hello"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.get("/a/b?q=1%2F2").response();
            assertEquals(200, response.status());
            assertEquals("hello", response.body());
            assertEquals("1.1 cortex", response.header("via"));
            assertEquals("GET /a/b?q=1%2F2 HTTP/1.1", origin.received.getFirst().line());
        }
    }

    @Test
    void addsWhatAProxyMustAdd() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.get("/").response();
            Origin.Received seen = origin.received.getFirst();
            assertEquals("1.1 cortex", seen.header("via"));
            assertEquals("127.0.0.1", seen.header("x-forwarded-for"));
            assertEquals("http", seen.header("x-forwarded-proto"));
            assertEquals("gw", seen.header("x-forwarded-host"));
            assertEquals("for=127.0.0.1;host=\"gw\";proto=http", seen.header("forwarded"));
            assertEquals("gw", seen.header("host"));
            assertTrue(seen.header("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"), seen.head());
            assertEquals(seen.header("x-request-id"), response.header("x-request-id"));
            assertTrue(seen.header("x-request-id").matches("[0-9a-f-]{36}"), seen.head());
        }
    }

    @Test
    void keepsTheClientsIdAndTrace() throws Exception {
        String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send(
                            "GET / HTTP/1.1\r\nHost: gw\r\nX-Request-Id: abc-1\r\ntraceparent: " + parent
                                    + "\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n")
                    .response();
            assertEquals("abc-1", response.header("x-request-id"));
            assertEquals(parent, origin.received.getFirst().header("traceparent"));
            assertEquals("192.0.2.7, 127.0.0.1", origin.received.getFirst().header("x-forwarded-for"));
            client.send("GET / HTTP/1.1\r\nHost: gw\r\nX-Request-Id: no good!\r\n\r\n");
            assertFalse(client.response().header("x-request-id").contains("no good"));
        }
    }

    @Test
    void doesNotBelieveStrangersAboutTheirAddress() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("trusted_proxies: [10.0.0.0/8]", origin);
                RawClient client = gateway.client()) {
            client.send("GET / HTTP/1.1\r\nHost: gw\r\nX-Forwarded-For: 192.0.2.7\r\nForwarded: for=evil\r\n\r\n")
                    .response();
            assertEquals("127.0.0.1", origin.received.getFirst().header("x-forwarded-for"));
            assertFalse(origin.received.getFirst().header("forwarded").contains("evil"));
        }
    }

    @Test
    void removesHopByHopHeadersBothWays() throws Exception {
        try (Origin origin = Origin.answering(
                        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: X-Secret\r\nX-Secret: 1\r\nKeep-Alive: timeout=5\r\nX-Open: 2\r\n\r\n");
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send(
                            "GET / HTTP/1.1\r\nHost: gw\r\nConnection: X-Hop, Host\r\nX-Hop: 1\r\n"
                                    + "Proxy-Connection: keep-alive\r\nKeep-Alive: 1\r\nTE: gzip\r\nUpgrade: h2c\r\nX-End: 1\r\n\r\n")
                    .response();
            String head = origin.received.getFirst().head().toLowerCase(Locale.ROOT);
            for (String gone :
                    new String[] {"x-hop", "proxy-connection", "keep-alive", "\nte:", "upgrade", "\nconnection"}) {
                assertFalse(head.contains(gone), head);
            }
            assertTrue(head.contains("x-end: 1") && head.contains("host: gw"), head);
            assertFalse(response.has("x-secret") || response.has("keep-alive"), response.head());
            assertEquals("2", response.header("x-open"));
        }
    }

    @Test
    void reusesConnectionsOnBothSides() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("x"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            for (int i = 0; i < 20; i++) {
                assertEquals(200, client.get("/" + i).response().status());
            }
            assertEquals(1, origin.connections.get());
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    Origin.Received request = connection.request();
                    while (request != null) {
                        connection.write(Origin.ok(request.line() + request.body()));
                        request = connection.request();
                    }
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                all.append(
                        i % 2 == 0
                                ? "GET /" + i + " HTTP/1.1\r\nHost: gw\r\n\r\n"
                                : "POST /" + i + " HTTP/1.1\r\nHost: gw\r\nContent-Length: 3\r\n\r\nabc");
            }
            client.send(all.toString());
            for (int i = 0; i < 50; i++) {
                String line = i % 2 == 0 ? "GET /" + i + " HTTP/1.1" : "POST /" + i + " HTTP/1.1abc";
                assertEquals(line, client.response().body());
            }
        }
    }

    @Test
    void speaksToOldClients() throws Exception {
        try (Origin origin =
                        Origin.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send("GET / HTTP/1.0\r\n\r\n").response();
            assertEquals("abc", response.body());
            assertFalse(response.has("transfer-encoding"));
            assertTrue(client.ended());
            assertEquals("1.0 cortex", origin.received.getFirst().header("via"));
        }
    }

    @Test
    void keepsOldClientsThatAskForIt() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("abc"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            String request = "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            assertEquals("keep-alive", client.send(request).response().header("connection"));
            assertEquals("abc", client.send(request).response().body());
        }
    }

    @Test
    void closesWhenTheClientAsks() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("abc"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send("GET / HTTP/1.1\r\nHost: gw\r\nConnection: close\r\n\r\n")
                    .response();
            assertEquals("close", response.header("connection"));
            assertTrue(client.ended());
        }
    }

    @Test
    void answersHeadWithoutBody() throws Exception {
        try (Origin origin = Origin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            for (int i = 0; i < 2; i++) {
                RawClient.Response response =
                        client.send("HEAD / HTTP/1.1\r\nHost: gw\r\n\r\n").response(true);
                assertEquals("5", response.header("content-length"));
            }
            assertEquals(1, origin.connections.get());
        }
    }

    @Test
    void passesInformationalAnswers() throws Exception {
        try (Origin origin = Origin.answering("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Origin.ok("done"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            for (int i = 0; i < 2; i++) {
                RawClient.Response hints = client.get("/").response();
                assertEquals(103, hints.status());
                assertEquals("</a>", hints.header("link"));
                assertEquals("done", client.response().body());
            }
        }
    }

    @Test
    void passesWhatTheUpstreamRefuses() throws Exception {
        try (Origin origin = Origin.answering(
                        "HTTP/1.1 405 Method Not Allowed\r\nAllow: GET\r\nContent-Length: 2\r\n\r\nno");
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response =
                    client.send("FROB /x HTTP/1.1\r\nHost: gw\r\n\r\n").response();
            assertEquals(405, response.status());
            assertEquals("no", response.body());
            assertEquals("FROB /x HTTP/1.1", origin.received.getFirst().line());
        }
    }

    @Test
    void countsHops() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("origin"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            String options = "OPTIONS * HTTP/1.1\r\nHost: gw\r\nMax-Forwards: ";
            assertEquals("origin", client.send(options + "3\r\n\r\n").response().body());
            assertEquals("2", origin.received.getFirst().header("max-forwards"));
            RawClient.Response here = client.send(options + "0\r\n\r\n").response();
            assertEquals(204, here.status());
            assertTrue(here.header("allow").contains("GET"));
            assertEquals(
                    405,
                    client.send("TRACE / HTTP/1.1\r\nHost: gw\r\nMax-Forwards: 0\r\n\r\n")
                            .response()
                            .status());
            assertEquals(1, origin.received.size());
        }
    }

    @Test
    void datesWhatHasNoDate() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            assertTrue(client.get("/").response().header("date").endsWith("GMT"));
        }
    }

    @Test
    void takesAnAbsoluteTarget() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok(""));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send("GET http://other:80/p?q HTTP/1.1\r\nHost: gw\r\n\r\n").response();
            assertEquals("GET /p?q HTTP/1.1", origin.received.getFirst().line());
            assertEquals("other:80", origin.received.getFirst().header("host"));
        }
    }

    @Test
    void frameOfAnAnswerWithoutLengthIsItsConnection() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write("HTTP/1.0 200 OK\r\n\r\nuntil the end");
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            assertEquals("until the end", client.get("/").response().body());
            assertEquals("until the end", client.get("/").response().body());
            assertEquals(2, origin.connections.get());
        }
    }
}
