package dev.cortex.mesh.stream;

import static dev.cortex.mesh.stream.Reading.DEAD;
import static dev.cortex.mesh.stream.Reading.GROUP;
import static dev.cortex.mesh.stream.RedisStage.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Gauge;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisStreamsIT {
    private static RedisStage stage;
    private final List<StreamConsumer> opened = new ArrayList<>();
    private final List<Delivery> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        stage = new RedisStage();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @BeforeEach
    void empty() {
        stage.command(Command.FLUSHALL);
    }

    @AfterEach
    void closeAll() {
        opened.forEach(StreamConsumer::close);
    }

    private StreamConsumer each(Reading reading, MessageHandler handler) {
        StreamConsumer consumer = stage.consumers.openEach(reading.settings(), delivery -> {
            seen.add(delivery);
            return handler.handle(delivery);
        });
        opened.add(consumer);
        return consumer;
    }

    private static Uni<Verdict> verdict(Verdict verdict) {
        return Uni.createFrom().item(verdict);
    }

    private static Uni<Verdict> never() {
        return Uni.createFrom().nothing();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }

    private List<String> data() {
        return seen.stream().map(delivery -> delivery.message().data()).toList();
    }

    private static boolean settled(String stream) {
        return stage.pending(stream, GROUP) == 0 && stage.length(stream) == 0;
    }

    @Test
    void aMessageArrivesAsItWasPublishedAndIsGoneWhenDone() {
        each(Reading.of("test.a"), delivery -> verdict(Verdict.DONE));
        String entryId = stage.publish("test.a", "{\"k\":\"ü\"}");

        until("one delivery", () -> seen.size() == 1);
        Delivery delivery = seen.getFirst();
        assertEquals("test.a", delivery.stream());
        assertEquals(entryId, delivery.entryId());
        assertEquals(1, delivery.deliveries());
        assertEquals("test.said", delivery.message().type());
        assertEquals("{\"k\":\"ü\"}", delivery.message().data());
        until("settled", () -> settled("test.a"));
    }

    @Test
    void whatWasPublishedBeforeTheGroupExistedIsReadToo() {
        stage.publishAll("test.a", numbers(25));
        each(Reading.of("test.a"), delivery -> verdict(Verdict.DONE));
        until("all settled", () -> seen.size() == 25 && settled("test.a"));
        assertEquals(numbers(25), data());
    }

    @Test
    void aLogKeepsWhatWasHandled() {
        opened.add(stage.consumers.openEach(Reading.of("test.a").settings(false), delivery -> {
            seen.add(delivery);
            return verdict(Verdict.DONE);
        }));
        stage.publishAll("test.a", numbers(5));
        until("acknowledged", () -> seen.size() == 5 && stage.pending("test.a", GROUP) == 0);
        assertEquals(5, stage.length("test.a"));
    }

    @Test
    void aFailedHandlerSeesTheMessageAgain() {
        each(
                Reading.of("test.a"),
                delivery -> delivery.deliveries() == 1
                        ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                        : verdict(Verdict.DONE));
        stage.publish("test.a", "{}");
        until("settled after the second", () -> seen.size() == 2 && settled("test.a"));
        assertEquals(List.of(1L, 2L), seen.stream().map(Delivery::deliveries).toList());
        assertEquals(0, stage.length(DEAD));
    }

    @Test
    void aHandlerThatThrowsIsAFailure() {
        each(Reading.of("test.a"), delivery -> {
            if (delivery.deliveries() == 1) {
                throw new IllegalStateException("thrown");
            }
            return verdict(Verdict.DONE);
        });
        stage.publish("test.a", "{}");
        until("settled", () -> seen.size() == 2 && settled("test.a"));
    }

    @Test
    void anotherMemberTakesOverWhatACrashedOneHad() {
        stage.publishAll("test.a", numbers(5));
        StreamConsumer crashed = each(Reading.of("test.a"), delivery -> never());
        until("all in flight", () -> crashed.inFlight() == 5);
        crashed.close();
        each(Reading.of("test.a").as("two"), delivery -> verdict(Verdict.DONE));
        until("taken over", () -> settled("test.a"));
        assertEquals(
                5, seen.stream().filter(delivery -> delivery.deliveries() == 2).count());
    }

    @Test
    void aRestartedMemberGetsItsOwnBackWithoutWaitingForTheLease() {
        Reading reading = Reading.of("test.a").lease(Duration.ofMinutes(10));
        stage.publishAll("test.a", numbers(25));
        StreamConsumer crashed = each(reading.atOnce(25, 25), delivery -> never());
        until("all in flight", () -> crashed.inFlight() == 25);
        crashed.close();
        each(reading, delivery -> verdict(Verdict.DONE));
        until("its own again", () -> settled("test.a"));
    }

    @Test
    void aHandlerLongerThanTheLeaseKeepsItsEntry() {
        Queue<UniEmitter<? super Verdict>> waiting = new ConcurrentLinkedQueue<>();
        Reading reading = Reading.of("test.a").lease(Duration.ofMillis(300));
        each(reading, delivery -> Uni.createFrom().<Verdict>emitter(waiting::add));
        stage.publish("test.a", "{}");
        until("handed over", () -> waiting.size() == 1);
        each(reading.as("two"), delivery -> verdict(Verdict.DONE));
        long later = System.nanoTime() + Duration.ofMillis(1_200).toNanos();
        until("four leases later", () -> System.nanoTime() > later);
        assertEquals(1, seen.size());
        waiting.forEach(emitter -> emitter.complete(Verdict.DONE));
        until("settled", () -> settled("test.a"));
    }

    @Test
    void aDeadVerdictMovesTheMessageWithItsReason() {
        each(Reading.of("test.a"), delivery -> verdict(new Verdict.Dead("no such thing")));
        stage.publish("test.a", "{\"n\":7}");
        until("buried", () -> stage.length(DEAD) == 1 && settled("test.a"));
        List<Entry> letters = EntryReplies.ofRead(stage.command(Command.XREAD, "STREAMS", DEAD, "0"));
        assertEquals("no such thing", letters.getFirst().fields().get("reason"));
        assertEquals("{\"n\":7}", letters.getFirst().fields().get("data"));
        assertEquals("test.a", letters.getFirst().fields().get("stream"));
    }

    @Test
    void afterTheMaximumOfDeliveriesTheLastReasonIsKept() {
        each(Reading.of("test.a"), delivery -> verdict(new Verdict.Again("try " + delivery.deliveries())));
        stage.publish("test.a", "{}");
        until("buried", () -> stage.length(DEAD) == 1 && settled("test.a"));
        List<Entry> letters = EntryReplies.ofRead(stage.command(Command.XREAD, "STREAMS", DEAD, "0"));
        assertEquals("after 3 deliveries: try 3", letters.getFirst().fields().get("reason"));
        assertEquals(3, seen.size());
    }

    @Test
    void whatKillsItsConsumersIsNotHandedOverForEver() {
        Reading reading = Reading.of("test.a").deliveriesMax(2);
        stage.publish("test.a", "{}");
        for (int life = 1; life <= 2; life++) {
            int lives = life;
            StreamConsumer dying = each(reading, delivery -> never());
            until("delivered in life " + life, () -> seen.size() == lives);
            dying.close();
        }
        each(reading, delivery -> verdict(Verdict.DONE));
        until("buried", () -> stage.length(DEAD) == 1 && settled("test.a"));
        assertEquals(2, seen.size());
    }

    @Test
    void unreadableEntriesAreBuriedAndTheRestGoesOn() {
        each(Reading.of("test.a"), delivery -> verdict(Verdict.DONE));
        stage.command(Command.XADD, "test.a", "*", "hello", "world");
        stage.command(Command.XADD, "test.a", "*", "v", "2", "id", "x");
        stage.command(Command.XADD, "test.a", "*", "v", "1", "id", "x", "type", "t", "time", "noon", "data", "{}");
        stage.publish("test.a", "{}");
        until("settled", () -> seen.size() == 1 && settled("test.a"));
        until("three letters", () -> stage.length(DEAD) == 3);
    }

    @Test
    void pendingEntriesThatWereDeletedAreForgotten() {
        stage.publishAll("test.a", numbers(3));
        StreamConsumer crashed = each(Reading.of("test.a"), delivery -> never());
        until("in flight", () -> crashed.inFlight() == 3);
        crashed.close();
        stage.command(Command.XTRIM, "test.a", "MAXLEN", "0");
        each(Reading.of("test.a").as("two"), delivery -> verdict(Verdict.DONE));
        until("nothing pending", () -> stage.pending("test.a", GROUP) == 0);
        assertEquals(3, seen.size());
    }

    @Test
    void aWipedRedisIsJoinedAgain() {
        each(Reading.of("test.a", "test.b"), delivery -> verdict(Verdict.DONE));
        each(Reading.of("test.c"), delivery -> verdict(Verdict.DONE));
        for (int round = 1; round <= 3; round++) {
            for (String stream : List.of("test.a", "test.b", "test.c")) {
                stage.publishAll(stream, numbers(20));
            }
            int expected = round * 60;
            until("round " + round, () -> seen.size() == expected);
            stage.command(Command.FLUSHALL);
        }
    }

    @Test
    void drainingHandlesWhatWasReadAndLeavesTheRest() {
        Queue<UniEmitter<? super Verdict>> waiting = new ConcurrentLinkedQueue<>();
        StreamConsumer consumer = each(
                Reading.of("test.a").atOnce(4, 4), delivery -> Uni.createFrom().<Verdict>emitter(waiting::add));
        stage.publishAll("test.a", numbers(10));
        until("full", () -> waiting.size() == 4);
        var drained = consumer.drain().subscribeAsCompletionStage();
        assertThrows(
                java.util.concurrent.TimeoutException.class,
                () -> drained.get(300, java.util.concurrent.TimeUnit.MILLISECONDS));
        waiting.forEach(emitter -> emitter.complete(Verdict.DONE));
        drained.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();
        assertEquals(0, stage.pending("test.a", GROUP));
        assertEquals(6, stage.length("test.a"));
        assertEquals(4, seen.size());
        Response left = stage.command(Command.XINFO, "CONSUMERS", "test.a", GROUP);
        assertEquals(0, left.size(), "a drained member leaves its group");
    }

    @Test
    void drainingAnIdleConsumerDoesNotWaitForItsRead() {
        ConsumerSettings settings = Reading.of("test.a").settings();
        StreamConsumer consumer = stage.consumers.openEach(
                new ConsumerSettings(
                        settings.streams(),
                        GROUP,
                        "one",
                        1,
                        1,
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        3,
                        DEAD,
                        true),
                delivery -> {
                    seen.add(delivery);
                    return verdict(Verdict.DONE);
                });
        stage.publish("test.a", "{}");
        until("reading again", () -> seen.size() == 1 && settled("test.a") && blocked() >= 1);
        consumer.drain().await().atMost(Duration.ofSeconds(5));
    }

    private static int blocked() {
        String info = stage.command(Command.INFO, "clients").toString();
        return Integer.parseInt(info.replaceAll("(?s).*blocked_clients:(\\d+).*", "$1"));
    }

    @Test
    void moreImportantStreamsComeFirstAndNoneStarves() {
        stage.publishAll("test.high", numbers(400));
        stage.publishAll("test.low", numbers(40));
        each(Reading.of("test.high", "test.low").atOnce(10, 10), delivery -> verdict(Verdict.DONE));
        until("all", () -> seen.size() == 440);
        List<String> first = seen.subList(0, 200).stream().map(Delivery::stream).toList();
        long low = first.stream().filter("test.low"::equals).count();
        assertTrue(low >= 20 && low <= 60, "of the first 200, from the lower stream: " + low);
        assertEquals("test.high", first.getFirst());
    }

    @Test
    void neverMoreThanTheConcurrencyAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (String stream : List.of("test.a", "test.b", "test.c")) {
            stage.publishAll(stream, numbers(100));
        }
        each(Reading.of("test.a", "test.b", "test.c").atOnce(50, 7), delivery -> Uni.createFrom()
                .<Verdict>item(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    return Verdict.DONE;
                })
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(2))
                .invoke(now::decrementAndGet));
        until("all", () -> seen.size() == 300 && settled("test.a") && settled("test.b") && settled("test.c"));
        assertEquals(7, most.get());
    }

    @Test
    void batchesComeOneAfterTheOtherInStreamOrder() {
        List<List<Delivery>> batches = new CopyOnWriteArrayList<>();
        AtomicInteger now = new AtomicInteger();
        opened.add(
                stage.consumers.openBatches(Reading.of("test.a").atOnce(50, 50).settings(), batch -> {
                    assertEquals(1, now.incrementAndGet());
                    batches.add(batch);
                    List<Verdict> all = batch.stream().map(one -> Verdict.DONE).toList();
                    return Uni.createFrom()
                            .item(all)
                            .onItem()
                            .delayIt()
                            .by(Duration.ofMillis(5))
                            .invoke(now::decrementAndGet);
                }));
        stage.publishAll("test.a", numbers(700));
        until("all", () -> batches.stream().mapToInt(List::size).sum() == 700 && settled("test.a"));
        assertEquals(
                numbers(700),
                batches.stream()
                        .flatMap(List::stream)
                        .map(one -> one.message().data())
                        .toList());
        assertTrue(batches.stream().allMatch(batch -> batch.size() <= 50));
    }

    @Test
    void aBatchWithAWrongNumberOfVerdictsComesAgain() {
        AtomicInteger calls = new AtomicInteger();
        opened.add(stage.consumers.openBatches(Reading.of("test.a").settings(), batch -> Uni.createFrom()
                .item(
                        calls.incrementAndGet() == 1
                                ? List.<Verdict>of()
                                : batch.stream()
                                        .<Verdict>map(one -> Verdict.DONE)
                                        .toList())));
        stage.publish("test.a", "{}");
        until("settled", () -> calls.get() == 2 && settled("test.a"));
    }

    @Test
    void aRestartedRedisIsFoundAgain() {
        each(Reading.of("test.a", "test.b"), delivery -> verdict(Verdict.DONE));
        stage.publish("test.a", "{}");
        until("before", () -> seen.size() == 1);
        stage.server.kill();
        stage.server.restart();
        until("publishing works again", () -> {
            try {
                stage.publish("test.b", "{\"after\":true}");
                return true;
            } catch (RuntimeException notYet) {
                return false;
            }
        });
        until("after", () -> data().contains("{\"after\":true}"));
    }

    @Test
    void streamsComeAndGoWhileReading() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        Reading reading = new Reading(() -> names.stream().sorted().toList(), "one", 10, 10, Duration.ofMillis(600), 3);
        each(reading, delivery -> verdict(Verdict.DONE));
        for (String name : List.of("test.x", "test.y", "test.z")) {
            names.add(name);
            stage.publish(name, "{}");
            until("from " + name, () -> seen.stream()
                    .anyMatch(one -> one.stream().equals(name)));
        }
    }

    @Test
    void aTailGivesEveryReaderWhatComesFromNowOn() {
        stage.publish("test.log", "{\"old\":true}");
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        List<String> all = new CopyOnWriteArrayList<>();
        Duration block = Duration.ofMillis(100);
        for (List<String> into : List.of(first, second)) {
            opened.add(stage.consumers.openTail(
                    new TailSettings("test.log", TailSettings.NEW_ONES, block),
                    batch -> batch.forEach(one -> into.add(one.message().data()))));
        }
        opened.add(stage.consumers.openTail(
                new TailSettings("test.log", "0", block),
                batch -> batch.forEach(one -> all.add(one.message().data()))));
        until("all three read", () -> all.size() == 1 && blocked() == 3);
        stage.publishAll("test.log", numbers(3));
        until("all have it", () -> first.equals(numbers(3)) && second.equals(numbers(3)) && all.size() == 4);
    }

    @Test
    void aTailGoesOnAfterAWipe() {
        List<String> heard = new CopyOnWriteArrayList<>();
        opened.add(stage.consumers.openTail(
                new TailSettings("test.log", TailSettings.NEW_ONES, Duration.ofMillis(100)),
                batch -> batch.forEach(one -> heard.add(one.message().data()))));
        until("reading", () -> blocked() == 1);
        stage.publishAll("test.log", numbers(2));
        until("before", () -> heard.size() == 2);
        stage.command(Command.FLUSHALL);
        stage.publishAll("test.log", numbers(2));
        until("after", () -> heard.size() == 4);
    }

    @Test
    void aLogIsTrimmedToAboutItsLength() {
        stage.publishAll("test.log", numbers(1_500));
        assertTrue(stage.length("test.log") < 500, "length " + stage.length("test.log"));
        stage.publishAll("test.queue", numbers(1_500));
        assertEquals(1_500, stage.length("test.queue"));
    }

    @Test
    void publishingToADeadRedisFailsInTime() {
        stage.server.kill();
        try {
            assertThrows(RuntimeException.class, () -> stage.publish("test.a", "{}"));
        } finally {
            stage.server.restart();
            until("back", () -> {
                try {
                    stage.publish("test.a", "{}");
                    return true;
                } catch (RuntimeException notYet) {
                    return false;
                }
            });
        }
    }

    @Test
    void metricsCountByFamilyAndGroup() {
        double before = count("published");
        each(Reading.of("test.m.one", "test.m.two"), delivery -> verdict(Verdict.DONE));
        stage.publish("test.m.one", "{}");
        stage.publish("test.m.two", "{}");
        until("settled", () -> seen.size() == 2 && settled("test.m.one") && settled("test.m.two"));
        assertEquals(before + 2, count("published"));
        Set<String> streams = new HashSet<>();
        stage.registry.getMeters().forEach(meter -> {
            String stream = meter.getId().getTag("stream");
            if (stream != null) {
                streams.add(stream);
            }
        });
        assertTrue(streams.contains("test.m.*") && !streams.contains("test.m.one"), streams::toString);
    }

    @Test
    void deadLettersAreBoundedToo() {
        each(Reading.of("test.a").atOnce(100, 100), delivery -> verdict(new Verdict.Dead("no")));
        stage.publishAll("test.a", numbers(1_000));
        until("settled", () -> seen.size() == 1_000 && settled("test.a"));
        assertTrue(stage.length(DEAD) < 400, "letters kept: " + stage.length(DEAD));
    }

    @Test
    void theBacklogOfAQueueIsWhatWaitsAndWhatIsPending() {
        stage.publishAll("test.q.one", numbers(6));
        stage.publishAll("test.q.two", numbers(6));
        StreamConsumer busy = each(Reading.of("test.q.one", "test.q.two").atOnce(4, 4), delivery -> never());
        until("full", () -> busy.inFlight() == 4);
        Backlog backlog = new Backlog(
                Reading.of("test.q.one", "test.q.two").settings(),
                new RedisAccess(stage.redis, () -> stage.redis, 1_000, 50),
                stage.metrics);
        backlog.measure(List.of("test.q.one", "test.q.two"));
        until("measured", () -> gauge("waiting") == 8 && gauge("pending") == 4);
    }

    private static double gauge(String what) {
        Gauge gauge = stage.registry
                .find("cortex.stream." + what)
                .tag("stream", "test.q.*")
                .gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private static double count(String what) {
        return stage.registry.find("cortex.stream." + what).tag("stream", "test.m.*").counters().stream()
                .mapToDouble(io.micrometer.core.instrument.Counter::count)
                .sum();
    }
}
