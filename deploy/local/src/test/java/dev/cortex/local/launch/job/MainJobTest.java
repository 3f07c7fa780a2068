package dev.cortex.local.launch.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.launch.screen.Palette;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MainJobTest {
    private final FakeMesh mesh = new FakeMesh();

    @AfterEach
    void stop() {
        mesh.close();
    }

    private Report run() throws InterruptedException {
        Instant now = Instant.now();
        try (MainJob job = new MainJob(URI.create(mesh.url()), Optional.of("secret"), "octocat", Path.of("/logs"))) {
            return job.run(now, now);
        }
    }

    @Test
    void isRightWhenEverySentenceReachesItsExpertAndTheRouterLearns() throws InterruptedException {
        Report report = run();
        assertEquals(List.of(), report.failures());
        assertTrue(report.ok());
        assertEquals(
                List.of("coordinator", "development", "security", "inventory", "cicd", "achievement"),
                report.tasks().stream().map(TaskReport::expert).toList());
        assertEquals(120, report.tasks().getFirst().durationMs());
        assertEquals("Bearer secret", mesh.lastAuthorization());
    }

    @Test
    void tellsItReadably() throws InterruptedException {
        String text = ReportText.of(run(), Palette.PLAIN);
        for (String expected : List.of(
                "1 Progress of octocat  1 of 2 unlocked, 1 in progress; from github, 0 s old",
                "pull-shark",
                "2 Best opportunities",
                "3 Plan",
                "→ Pull Shark: merge 2 more",
                "✓ security",
                "before: inventory 60.0 %  →  after: inventory 70.0 %",
                "✓ The main job went right")) {
            assertTrue(text.contains(expected), () -> expected + " is missing in\n" + text);
        }
    }

    @Test
    void namesTheSentenceThatWentToTheWrongExpert() throws InterruptedException {
        mesh.routeEverythingTo("coordinator");
        Report report = run();
        assertFalse(report.ok());
        assertTrue(report.failures().stream()
                .anyMatch(failure -> failure.step().equals("tasks")
                        && failure.reason().contains("went to coordinator, a person would send it to security")
                        && failure.log().equals("/logs/routing-service.log")));
    }

    @Test
    void namesTheTaskThatDied() throws InterruptedException {
        mesh.endTasksIn("dead");
        Report report = run();
        assertFalse(report.ok());
        assertTrue(report.failures().stream()
                .anyMatch(failure ->
                        failure.reason().endsWith("is dead") && failure.log().equals("/logs/worker-service.log")));
    }

    @Test
    void aStepThatFailsDoesNotKeepTheOthersFromTelling() throws InterruptedException {
        mesh.failAchievements();
        Report report = run();
        assertFalse(report.ok());
        assertEquals(6, report.tasks().size());
        Report.Failure first = report.failures().getFirst();
        assertEquals("progress", first.step());
        assertEquals(
                "GET /api/achievements/progress?username=octocat answered 502: GitHub does not answer", first.reason());
        assertTrue(ReportText.of(report, Palette.PLAIN).contains("✗ The main job failed"));
    }

    @Test
    void saysWhenNothingAnswers() throws InterruptedException {
        mesh.close();
        Report report = run();
        assertFalse(report.ok());
        assertEquals(List.of(), report.tasks());
    }
}
