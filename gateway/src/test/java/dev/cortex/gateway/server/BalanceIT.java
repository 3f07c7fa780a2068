package dev.cortex.gateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.gateway.balance.PeerState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BalanceIT {
    @Test
    void sharesFollowTheWeights() throws Exception {
        try (Origin heavy = Origin.answering(Origin.ok("heavy"));
                Origin light = Origin.answering(Origin.ok("light"));
                Fixture gateway = new Fixture(weighted(heavy, light), List.of());
                RawClient client = gateway.client()) {
            for (int i = 0; i < 300; i++) {
                client.get("/").response();
            }
            assertEquals(200, heavy.received.size());
            assertEquals(100, light.received.size());
        }
    }

    @Test
    void busyServersGetLess() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Origin.Script waiting = connection -> {
            connection.request();
            release.await();
            connection.write(Origin.ok("x"));
        };
        try (Origin heavy = new Origin(waiting);
                Origin light = new Origin(waiting);
                Fixture gateway = new Fixture(weighted(heavy, light), List.of())) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                RawClient client = gateway.client();
                clients.add(client.get("/"));
                int sent = i + 1;
                Fixture.eventually(() -> heavy.received.size() + light.received.size() == sent);
            }
            // Clients of both event loops are counted together.
            assertEquals(20, heavy.received.size());
            assertEquals(10, light.received.size());
            release.countDown();
            for (RawClient client : clients) {
                assertEquals(200, client.response().status());
                client.close();
            }
            assertTrue(gateway.plane.upstreams().get("api").peerStates().stream()
                    .mapToInt(PeerState::inFlight)
                    .allMatch(inFlight -> inFlight == 0));
        }
    }

    private static String weighted(Origin heavy, Origin light) {
        return Fixture.yaml("", heavy, light).replace(heavy.port() + "\",", heavy.port() + "\", weight: 2,");
    }
}
