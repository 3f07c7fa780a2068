package dev.cortex.routing.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.space.LogEntry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class PostgresOutcomeLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    OutcomeLog log;

    private final String space = "log-" + UUID.randomUUID();

    @Test
    void concurrentAppendsLoseNothingAndLeaveNoGap() {
        long before = head();
        List<Uni<OutcomeLog.Appended>> appends = new ArrayList<>();
        for (int writer = 0; writer < 40; writer++) {
            List<Outcome> outcomes = new ArrayList<>();
            for (int n = 0; n < 10; n++) {
                outcomes.add(outcome("t" + (writer * 5 + n), "api"));
            }
            appends.add(log.append(outcomes));
        }
        List<OutcomeLog.Appended> appended =
                done(Uni.join().all(appends).usingConcurrencyOf(12).andFailFast());
        int tasks = 39 * 5 + 10;
        assertEquals(tasks, appended.stream().mapToInt(a -> a.tasks().size()).sum());
        List<LogEntry> entries = read(before, before + tasks);
        assertEquals(
                LongStream.rangeClosed(before + 1, before + tasks).boxed().toList(),
                entries.stream().map(LogEntry::seq).toList());
        Set<String> judged = new HashSet<>();
        entries.forEach(entry ->
                judged.add(((LogEntry.TaskJudged) entry).judgement().task().id()));
        assertEquals(tasks, judged.size());
    }

    @Test
    void aTaskIsJudgedOnceByTheStreamAndOnceByAPerson() {
        assertEquals(1, append("a", "stream"));
        assertEquals(0, append("a", "stream"));
        assertEquals(1, append("a", "api"));
        assertEquals(0, append("a", "api"));
        assertEquals(1, append("b", "api"));
        assertEquals(0, append("b", "stream"));
    }

    @Test
    void readsBackWhatWasAppendedInOneOrder() {
        long before = head();
        Expert expert = new Expert("x", "d", List.of("t"), List.of("k"), List.of(), List.of("n"), 3);
        done(log.append(new ExpertChange.Put(space, expert)));
        Outcome outcome = outcome("r", "api");
        done(log.append(List.of(outcome)));
        done(log.append(new ExpertChange.Retire(space, "x")));
        assertEquals(
                List.of(
                        new LogEntry.ExpertPut(before + 1, space, expert),
                        new LogEntry.TaskJudged(before + 2, space, outcome.judgement()),
                        new LogEntry.ExpertRetired(before + 3, space, "x")),
                read(before, before + 3));
        long end = done(log.append(new ExpertChange.DeleteSpace(space)));
        assertTrue(done(log.read(before, 10)).entries().stream().noneMatch(LogEntry.TaskJudged.class::isInstance));
        assertEquals(List.of(new LogEntry.SpaceDeleted(end, space)), read(end - 1, end));
    }

    @Test
    void anExpertIsIntroducedOnce() {
        Expert expert = new Expert("x", "d", List.of(), List.of(), List.of(), List.of(), 0);
        long first = done(log.introduce(space, List.of(expert)));
        assertEquals(first, done(log.introduce(space, List.of(expert))));
        done(log.append(new ExpertChange.Retire(space, "x")));
        assertEquals(first + 1, done(log.introduce(space, List.of(expert))), "a retired one does not come back");
    }

    private int append(String task, String source) {
        return done(log.append(List.of(outcome(task, source)))).tasks().size();
    }

    private Outcome outcome(String task, String source) {
        Judgement judgement = new Judgement(new Task(task, "noop", "normal", "paint"), "x", true, 0.5);
        return new Outcome(space, judgement, 1, source, true, Optional.of(new Prediction("y", 0.25)));
    }

    private List<LogEntry> read(long after, long to) {
        return done(log.read(after, (int) (to - after))).entries();
    }

    private long head() {
        return done(log.read(Long.MAX_VALUE - 10, 1)).head();
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
