package dev.cortex.routing.balance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private final Attendance attendance = new Attendance(10);

    @Test
    void nobodyIsAwayBeforeAnythingWasHeard() {
        assertFalse(attendance.isAway("cicd"));
    }

    @Test
    void whoIsNotServedWhileOthersAreIsAwayAfterAWhile() {
        attendance.hear(List.of("security"), 100);
        assertFalse(attendance.isAway("cicd"), "its workers may be just starting");
        attendance.hear(List.of("security"), 110);
        assertTrue(attendance.isAway("cicd"));
        assertFalse(attendance.isAway("security"));
    }

    @Test
    void whoIsServedAgainIsBackAtOnce() {
        attendance.hear(List.of("security"), 100);
        attendance.hear(List.of("security"), 110);
        attendance.hear(List.of("security", "cicd"), 111);
        assertFalse(attendance.isAway("cicd"));
    }

    @Test
    void aSignalThatIsLostSendsNobodyAway() {
        attendance.hear(List.of("security"), 100);
        attendance.hear(List.of("security"), 110);
        attendance.hear(List.of(), 111);
        assertFalse(attendance.isAway("cicd"));
        attendance.hear(List.of("security"), 112);
        assertFalse(attendance.isAway("cicd"), "the patience begins anew");
    }

    @Test
    void aWorkerThatServesAllServesAll() {
        attendance.hear(List.of("security", Attendance.ALL), 100);
        attendance.hear(List.of("security", Attendance.ALL), 200);
        assertFalse(attendance.isAway("cicd"));
    }
}
