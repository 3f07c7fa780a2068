package dev.cortex.local.launch.job;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A task as a person would write it.
 *
 * @param expert where a person would send it; not sent along, the router has to find it
 */
record SampleTask(String expert, String type, String description, Map<String, ?> payload) {
    SampleTask {
        payload = Map.copyOf(payload);
    }

    /**
     * One task for each expert.
     *
     * @param user whose achievements are asked for
     * @param gateway what workers may call by {@code http.request}
     */
    static List<SampleTask> forAllExperts(String user, URI gateway) {
        String definitions = gateway + "/api/achievements/definitions";
        return List.of(
                new SampleTask(
                        "coordinator",
                        "noop",
                        "Split this project into steps and assign the teams",
                        Map.of("result", "acknowledged")),
                new SampleTask(
                        "development",
                        "report.performance",
                        "Optimize the slow functions and refactor the code behind them",
                        Map.of()),
                new SampleTask(
                        "security",
                        "noop",
                        "Scan the dependencies for known vulnerabilities",
                        Map.of("result", "acknowledged")),
                new SampleTask(
                        "inventory",
                        "http.request",
                        "List every definition in the catalog and who maintains it",
                        Map.of("method", "GET", "url", definitions)),
                new SampleTask(
                        "cicd",
                        "http.request",
                        "Deploy the release to staging and run the smoke tests",
                        Map.of("method", "GET", "url", definitions)),
                new SampleTask(
                        "achievement",
                        "achievement.refresh",
                        "Refresh which achievements " + user + " has unlocked",
                        Map.of("username", user)));
    }
}
