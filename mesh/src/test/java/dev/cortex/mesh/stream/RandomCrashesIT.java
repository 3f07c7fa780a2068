package dev.cortex.mesh.stream;

import static dev.cortex.mesh.stream.Reading.DEAD;
import static dev.cortex.mesh.stream.Reading.GROUP;
import static dev.cortex.mesh.stream.RedisStage.until;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members that crash, leave and come, handlers that fail or hang: everything is handled in the end, and nothing lingers. */
class RandomCrashesIT {
    private static final List<String> STREAMS = List.of("test.a", "test.b", "test.c");
    private static final int MESSAGES = 150;

    private static RedisStage stage;

    @BeforeAll
    static void start() {
        stage = new RedisStage();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyMessageIsHandledAtLeastOnceAndAcknowledged(long seed) {
        stage.command(Command.FLUSHALL);
        Random random = new Random(seed);
        Set<String> done = ConcurrentHashMap.newKeySet();
        List<StreamConsumer> members = new ArrayList<>();
        List<StreamConsumer> draining = new ArrayList<>();
        for (int step = 0; step < 12; step++) {
            for (String stream : STREAMS) {
                stage.publishAll(stream, texts(stream, step));
            }
            members.add(open("member-" + random.nextInt(4), random, done));
            if (members.size() > 2) {
                StreamConsumer leaving = members.remove(random.nextInt(members.size()));
                if (random.nextBoolean()) {
                    leaving.close();
                } else {
                    leaving.drain().subscribe().with(left -> {});
                    draining.add(leaving);
                }
            }
            int handledNow = done.size() + random.nextInt(20);
            long untilNanos = System.nanoTime() + 100_000_000;
            until("a little more handled", () -> done.size() >= handledNow || System.nanoTime() > untilNanos);
        }
        members.forEach(StreamConsumer::close);
        // Some of them wait for handlers that hang.
        draining.forEach(StreamConsumer::close);
        StreamConsumer last = stage.consumers.openEach(reading("last").settings(), delivery -> {
            done.add(delivery.message().data());
            return Uni.createFrom().item(Verdict.DONE);
        });
        String of = " (seed " + seed + ")";
        until("nothing pending" + of, () -> STREAMS.stream()
                .allMatch(stream -> stage.length(stream) == 0 && stage.pending(stream, GROUP) == 0));
        last.close();
        assertEquals(12 * STREAMS.size() * (MESSAGES / 12), done.size(), of);
        assertEquals(0, stage.length(DEAD), of);
    }

    private static List<String> texts(String stream, int step) {
        return IntStream.range(0, MESSAGES / 12)
                .mapToObj(i -> "{\"m\":\"" + stream + "-" + step + "-" + i + "\"}")
                .toList();
    }

    private static Reading reading(String name) {
        return new Reading(() -> STREAMS, name, 8, 8, Duration.ofMillis(300), 1_000);
    }

    private static StreamConsumer open(String name, Random random, Set<String> done) {
        int failing = random.nextInt(40);
        int hanging = random.nextInt(10);
        return stage.consumers.openEach(reading(name).settings(), delivery -> {
            int chance = ThreadLocalRandom.current().nextInt(100);
            if (chance < hanging) {
                return Uni.createFrom().nothing();
            }
            if (chance < hanging + failing) {
                return Uni.createFrom().item(new Verdict.Again("by chance"));
            }
            done.add(delivery.message().data());
            return Uni.createFrom().item(Verdict.DONE);
        });
    }
}
