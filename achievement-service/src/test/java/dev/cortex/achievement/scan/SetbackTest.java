package dev.cortex.achievement.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Position;
import dev.cortex.achievement.walk.Stride;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SetbackTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final GitHubFailure BAD_GATEWAY = new GitHubFailure.Unavailable(502);

    private final Stride largest = Position.first(Kind.MERGES).stride();

    @Test
    void asksForHalfAfterEachServerErrorAndPassesAThingByOnlyAsTheLastResort() {
        List<Integer> sizes = new ArrayList<>();
        Stride stride = largest;
        int light = 0;
        for (int i = 0; i < Setback.FAILURES_MAX - 1; i++) {
            stride = assertInstanceOf(Setback.Again.class, Setback.of(BAD_GATEWAY, stride, 0, NOON))
                    .stride();
            sizes.add(stride.size());
            light += stride.light() ? 1 : 0;
        }
        assertEquals(List.of(50, 25, 12, 6, 3, 1, 1, 1), sizes.subList(0, 8));
        assertTrue(light > 0 && light <= 6, "light " + light);
        Setback.Rest rest = assertInstanceOf(Setback.Rest.class, Setback.of(BAD_GATEWAY, stride, 0, NOON), "an outage");
        assertEquals(Setback.OUTAGE_MIN, rest.rest());
        assertTrue(!rest.stride().light(), "after a rest everything is asked for again");
    }

    @Test
    void restsLongerFromOutageToOutage() {
        Stride tired = largest;
        for (int i = 1; i < Setback.FAILURES_MAX; i++) {
            tired = tired.again();
        }
        List<Duration> rests = new ArrayList<>();
        for (int pauses = 0; pauses < 9; pauses++) {
            rests.add(((Setback.Rest) Setback.of(BAD_GATEWAY, tired, pauses, NOON)).rest());
        }
        assertEquals(
                List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L),
                rests.stream().map(Duration::toMinutes).toList());
    }

    @Test
    void goesOnWhenThePointsAreBack() {
        Setback spent = Setback.of(new GitHubFailure.OutOfBudget(NOON.plusSeconds(1_800)), largest, 3, NOON);
        assertEquals(new Setback.Rest(largest, Duration.ofMinutes(30), "out_of_budget"), spent);
        Setback past = Setback.of(new GitHubFailure.OutOfBudget(NOON.minusSeconds(5)), largest, 0, NOON);
        assertEquals(new Setback.Rest(largest, Setback.REST_MIN, "out_of_budget"), past);
    }

    @Test
    void givesUpOnAUserWhoIsNotFoundAgainAndAgain() {
        GitHubFailure unknown = new GitHubFailure.UnknownUser("ghost");
        Stride stride = largest;
        for (int i = 1; i < Setback.UNKNOWN_MAX; i++) {
            stride = assertInstanceOf(Setback.Again.class, Setback.of(unknown, stride, 0, NOON))
                    .stride();
        }
        assertEquals(new Setback.Over("unknown_user"), Setback.of(unknown, stride, 0, NOON));
    }
}
