package dev.cortex.local.github.rest;

import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.web.Json;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import dev.cortex.local.github.web.Visit;
import dev.cortex.local.github.web.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opening issues and starting workflows: recorded, so that a test can see what was done in whose name. */
final class WorkPaths {
    static final String ISSUES = "/repos/{owner}/{repo}/issues";
    static final String DISPATCHES = "/repos/{owner}/{repo}/actions/workflows/{id}/dispatches";

    private static final int PAGE = 100;

    private final Simulation simulation;

    WorkPaths(Simulation simulation) {
        this.simulation = simulation;
    }

    Reply issue(Visit visit) {
        Map<String, Object> body = body(visit);
        if (!(body.get("title") instanceof String title) || title.isBlank()) {
            return invalid("title");
        }
        int number = record("issue", visit, body);
        String repository = repository(visit.passage().request());
        return Reply.json(201, issue(repository, number, body, visit.now()));
    }

    /** The issues opened in this simulation, newest first; those of an account's generated past are not among them. */
    Reply issues(Visit visit) {
        String repository = repository(visit.passage().request());
        List<Map<String, Object>> issues = new ArrayList<>();
        simulation.work().in(repository, "issue").forEach((number, item) -> {
            if (issues.size() < PAGE) {
                issues.add(issue(repository, number, item.content(), item.at()));
            }
        });
        return Reply.json(200, issues);
    }

    private static Map<String, Object> issue(String repository, int number, Map<String, Object> body, Instant at) {
        Map<String, Object> issue = new LinkedHashMap<>();
        issue.put("id", 1_000_000L + number);
        issue.put("node_id", NodeId.of("I", repository + "/" + number).text());
        issue.put("number", number);
        issue.put("title", body.get("title"));
        issue.put("body", body.get("body"));
        issue.put("state", "open");
        issue.put("html_url", "https://github.com/" + repository + "/issues/" + number);
        issue.put("created_at", at.toString());
        return issue;
    }

    Reply dispatch(Visit visit) {
        Map<String, Object> body = body(visit);
        if (!(body.get("ref") instanceof String ref) || ref.isBlank()) {
            return invalid("ref");
        }
        Map<String, Object> content = new LinkedHashMap<>(body);
        content.put("workflow", visit.passage().request().segments().get(5));
        record("dispatch", visit, content);
        return Reply.empty(204);
    }

    private static Reply invalid(String field) {
        return Reply.error(422, "Validation Failed: `" + field + "` must be a text that is not empty");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Visit visit) {
        return Json.read(visit.passage().request().body(), Map.class);
    }

    private int record(String kind, Visit visit, Map<String, Object> content) {
        return simulation
                .work()
                .add(new Work.Item(
                        kind,
                        repository(visit.passage().request()),
                        visit.caller().login(),
                        visit.now(),
                        content));
    }

    private static String repository(Request request) {
        return request.segments().get(1) + "/" + request.segments().get(2);
    }
}
