package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WebSocketIT {
    private static final String HANDSHAKE =
            "GET /chat HTTP/1.1\r\nHost: gw\r\nUpgrade: WebSocket\r\nConnection: keep-alive, Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String AGREED =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    @Test
    void bytesPassBothWaysAfterTheSwitch() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write(AGREED + "hello");
                    while (true) {
                        connection.write("echo " + connection.line());
                    }
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send(HANDSHAKE).response();
            assertEquals(101, response.status());
            assertEquals("websocket", response.header("upgrade").toLowerCase(Locale.ROOT));
            assertEquals("upgrade", response.header("connection").toLowerCase(Locale.ROOT));
            assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", response.header("sec-websocket-accept"));
            assertEquals(
                    "upgrade", origin.received.getFirst().header("connection").toLowerCase(Locale.ROOT));
            expect(client, "hello");
            client.send("GET / no request\n");
            expect(client, "echo GET / no request");
            client.send("\u0000\u0001\n");
            expect(client, "echo \u0000\u0001");
            client.socket.close();
            Fixture.eventually(() -> origin.closed.get() == 1 && gateway.plane.inFlight() == 0);
            assertEquals(101, gateway.ended.getFirst().status());
        }
    }

    @Test
    void serversEndIsTheTunnelsEnd() throws Exception {
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    connection.write(AGREED + "bye");
                });
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.send(HANDSHAKE).response();
            expect(client, "bye");
            assertTrue(client.ended());
        }
    }

    @Test
    void serverMayRefuseTheSwitch() throws Exception {
        try (Origin origin = Origin.answering(Origin.ok("plain"));
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            RawClient.Response response = client.send(HANDSHAKE).response();
            assertEquals("plain", response.body());
            assertFalse(response.has("upgrade"));
            assertEquals("plain", client.get("/").response().body());
        }
    }

    private static void expect(RawClient client, String text) throws Exception {
        assertEquals(text, new String(client.in.readNBytes(text.length()), StandardCharsets.ISO_8859_1));
    }
}
