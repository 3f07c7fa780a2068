package dev.cortex.gateway.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastConnectionsTest {
    /** A request in both worlds. */
    private record Pair(Turn turn, NginxOracle.PeerData data) {}

    @Test
    void choosesAsNginxDoes() {
        long seed = System.nanoTime();
        for (int round = 0; round < 300; round++) {
            compare(seed + round);
        }
    }

    @Test
    void largerWeightsWinTiesInProportion() {
        LeastConnections peers = of(PeerSettings.of("a", 5), PeerSettings.of("b", 1), PeerSettings.of("c", 1));
        StringBuilder order = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            Turn turn = new Turn();
            order.append(pick(peers, turn, 0));
            peers.release(turn, false, 0);
        }
        assertEquals("aabacaa", order.toString());
    }

    @Test
    void loadIsRelativeToWeight() {
        LeastConnections peers = of(PeerSettings.of("a", 3), PeerSettings.of("b", 2), PeerSettings.of("c", 1));
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            counts.merge(pick(peers, new Turn(), 0), 1, Integer::sum);
        }
        assertEquals(Map.of("a", 300, "b", 200, "c", 100), counts);
    }

    @Test
    void failedPeerIsOutForItsTimeAndComesBack() {
        LeastConnections peers = of(PeerSettings.of("a", 1), PeerSettings.of("b", 1));
        Turn turn = new Turn();
        assertEquals("a", pick(peers, turn, 1_000));
        peers.release(turn, true, 1_000);
        for (long now = 1_000; now <= 11_000; now += 1_000) {
            Turn other = new Turn();
            assertEquals("b", pick(peers, other, now));
            peers.release(other, false, now);
        }
        Turn back = new Turn();
        Turn alongside = new Turn();
        assertEquals("b", pick(peers, alongside, 11_001));
        assertEquals("a", pick(peers, back, 11_001));
    }

    @Test
    void aRequestTriesEachPeerOnce() {
        LeastConnections peers = of(PeerSettings.of("a", 1), PeerSettings.of("b", 1));
        Turn turn = new Turn();
        assertEquals("a", pick(peers, turn, 0));
        peers.release(turn, true, 0);
        assertEquals("b", pick(peers, turn, 0));
        peers.release(turn, true, 0);
        assertEquals(Exhausted.NONE_LIVE, peers.pick(turn, 0));
    }

    @Test
    void backupsWaitUntilNobodyElseIsLeft() {
        LeastConnections peers = of(PeerSettings.of("a", 1), new PeerSettings("spare", 1, 1, 10_000, 0, true, false));
        Turn turn = new Turn();
        assertEquals("a", pick(peers, turn, 0));
        peers.release(turn, true, 0);
        assertEquals("spare", pick(peers, turn, 0));
    }

    @Test
    void fullPeersAreSaturatedNotDead() {
        LeastConnections peers = of(
                new PeerSettings("a", 1, 1, 10_000, 1, false, false),
                new PeerSettings("b", 1, 1, 10_000, 1, false, false));
        pick(peers, new Turn(), 0);
        pick(peers, new Turn(), 0);
        assertEquals(Exhausted.SATURATED, peers.pick(new Turn(), 0));
    }

    @Test
    void aSinglePeerIsUsedThoughItFailed() {
        LeastConnections peers = of(PeerSettings.of("only", 1));
        for (int i = 0; i < 5; i++) {
            Turn turn = new Turn();
            assertEquals("only", pick(peers, turn, i));
            peers.release(turn, true, i);
        }
    }

    @Test
    void countsSurviveAChangeOfTheList() {
        LeastConnections peers = of(PeerSettings.of("a", 1), PeerSettings.of("b", 1));
        for (int i = 0; i < 10; i++) {
            pick(peers, new Turn(), 0);
        }
        peers.replace(List.of(PeerSettings.of("c", 1), PeerSettings.of("b", 1), PeerSettings.of("a", 1)));
        for (int i = 0; i < 5; i++) {
            assertEquals("c", pick(peers, new Turn(), 0));
        }
    }

    @Test
    void countsOfAPeerThatLeavesAndReturnsSurviveWhileItIsBusy() {
        LeastConnections peers = of(PeerSettings.of("a", 1), PeerSettings.of("b", 1));
        Turn onA = new Turn();
        assertEquals("a", pick(peers, onA, 0));
        peers.replace(List.of(PeerSettings.of("b", 1)));
        peers.replace(List.of(PeerSettings.of("a", 1), PeerSettings.of("b", 1)));
        assertEquals("b", pick(peers, new Turn(), 0));
        peers.release(onA, false, 0);
        assertEquals(
                List.of(0, 1), peers.states(0).stream().map(PeerState::inFlight).toList());
    }

    @Test
    void aTurnHoldsOnePeerAtATime() {
        LeastConnections peers = of(PeerSettings.of("a", 1), PeerSettings.of("b", 1));
        Turn turn = new Turn();
        assertThrows(IllegalStateException.class, () -> peers.release(turn, false, 0));
        pick(peers, turn, 0);
        assertThrows(IllegalStateException.class, () -> peers.pick(turn, 0));
    }

    private static void compare(long seed) {
        Random random = new Random(seed);
        List<PeerSettings> settings = randomList(random);
        LeastConnections peers = new LeastConnections(settings);
        Map<String, NginxOracle.Server> servers = new HashMap<>();
        NginxOracle nginx = new NginxOracle();
        load(nginx, servers, settings);
        List<Pair> open = new ArrayList<>();
        long now = 1_000;
        for (int step = 0; step < 400; step++) {
            now += random.nextInt(4) == 0 ? random.nextInt(8_000) : 0;
            int action = random.nextInt(20);
            if (action == 0) {
                settings = randomList(random);
                peers.replace(settings);
                load(nginx, servers, settings);
            } else if (action < 11 || open.isEmpty()) {
                Pair pair = new Pair(new Turn(), new NginxOracle.PeerData());
                same(peers, nginx, pair, now, open, seed, step);
            } else {
                Pair pair = open.remove(random.nextInt(open.size()));
                boolean failed = random.nextInt(4) == 0;
                peers.release(pair.turn, failed, now);
                nginx.free(pair.data, failed, now);
                forget(servers, settings);
                if (failed && random.nextBoolean()) {
                    same(peers, nginx, pair, now, open, seed, step);
                }
            }
        }
    }

    private static void same(
            LeastConnections peers, NginxOracle nginx, Pair pair, long now, List<Pair> open, long seed, int step) {
        Choice choice = peers.pick(pair.turn, now);
        NginxOracle.Server expected = nginx.get(pair.data, now);
        String mine = choice instanceof Peer peer ? peer.address() : "none";
        assertEquals(expected == null ? "none" : expected.name, mine, "seed " + seed + ", step " + step);
        if (expected != null) {
            open.add(pair);
        }
    }

    private static List<PeerSettings> randomList(Random random) {
        List<PeerSettings> list = new ArrayList<>();
        for (char name = 'a'; name < 'a' + 6; name++) {
            if (random.nextInt(3) > 0) {
                list.add(new PeerSettings(
                        String.valueOf(name),
                        // A peer's settings are its own, so that only membership changes with the list.
                        1 + name % 4,
                        name % 3,
                        5_000 + 1_000 * (name % 5),
                        name == 'c' ? 3 : 0,
                        name >= 'e',
                        name == 'b' && random.nextInt(4) == 0));
            }
        }
        if (list.stream().allMatch(PeerSettings::backup)) {
            list.addFirst(new PeerSettings("a", 1 + 'a' % 4, 'a' % 3, 5_000 + 1_000 * ('a' % 5), 0, false, false));
        }
        return list;
    }

    /** What a reload in nginx would be if counts survived it: idle servers that leave are forgotten, busy ones are not. */
    private static void load(NginxOracle nginx, Map<String, NginxOracle.Server> servers, List<PeerSettings> settings) {
        nginx.peers.clear();
        nginx.backup.clear();
        forget(servers, settings);
        for (PeerSettings one : settings) {
            NginxOracle.Server server = servers.computeIfAbsent(one.address(), name -> {
                NginxOracle.Server fresh = new NginxOracle.Server();
                fresh.name = name;
                fresh.weight = one.weight();
                fresh.effectiveWeight = one.weight();
                return fresh;
            });
            server.maxFails = one.maxFails();
            server.failTimeout = one.failTimeoutMillis();
            server.maxConns = one.maxConnections();
            server.down = one.down();
            (one.backup() ? nginx.backup : nginx.peers).add(server);
        }
    }

    private static void forget(Map<String, NginxOracle.Server> servers, List<PeerSettings> settings) {
        List<String> names = settings.stream().map(PeerSettings::address).toList();
        servers.values().removeIf(server -> server.conns == 0 && !names.contains(server.name));
    }

    private static LeastConnections of(PeerSettings... settings) {
        return new LeastConnections(List.of(settings));
    }

    private static String pick(LeastConnections peers, Turn turn, long now) {
        return switch (peers.pick(turn, now)) {
            case Peer peer -> peer.address();
            case Exhausted exhausted -> exhausted.name();
        };
    }
}
