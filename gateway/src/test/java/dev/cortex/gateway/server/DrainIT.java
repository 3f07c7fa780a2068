package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainIT {
    @Test
    void requestsInFlightEndBeforeTheGatewayDoes() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Origin origin = new Origin(connection -> {
                    connection.request();
                    release.await();
                    connection.write(Origin.ok("served"));
                });
                Fixture gateway = new Fixture("", origin);
                RawClient busy = gateway.client();
                RawClient idle = gateway.client()) {
            busy.get("/");
            Fixture.eventually(() -> origin.received.size() == 1);
            Thread closing = Thread.ofVirtual().start(() -> gateway.plane.close(Duration.ofSeconds(10)));
            assertTrue(idle.ended());
            assertThrows(IOException.class, gateway::client);
            release.countDown();
            RawClient.Response response = busy.response();
            assertEquals("served", response.body());
            assertEquals("close", response.header("connection"));
            assertTrue(busy.ended());
            closing.join();
        }
    }

    @Test
    void patienceHasAnEnd() throws Exception {
        try (Origin origin = new Origin(connection -> connection.in.readAllBytes());
                Fixture gateway = new Fixture("", origin);
                RawClient client = gateway.client()) {
            client.get("/");
            Fixture.eventually(() -> origin.connections.get() == 1);
            gateway.plane.close(Duration.ofMillis(200));
            assertThrows(IOException.class, client::response);
        }
    }
}
