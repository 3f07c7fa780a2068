package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.worker.task.FieldError;
import dev.cortex.worker.task.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code github.issue {username,repository,title,body,issue_key,dry_run,confirm}}: opens an issue, and only with {@code
 * "dry_run": false} and {@code "confirm": true}; a dry run, which also needs no repository, answers what would be opened.
 * GitHub has no idempotency keys, so the issue carries one as a comment that nobody sees: {@code issue_key}, or the task's
 * id. Who has his turn to write first looks whether an earlier task or attempt got through after all.
 */
@Singleton
final class GitHubIssue implements Executor {
    private static final int TITLE_CHARS_MAX = 256;
    private static final int BODY_CHARS_MAX = 60_000;
    private static final int KEY_CHARS_MAX = 100;
    // It stands in a comment of HTML: nothing in it can end that.
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_.:]|-(?!-))*");
    // No list of issues: the repository is gone or has none. Opening one will tell.
    private static final Set<Integer> NO_LIST = Set.of(404, 405, 410);

    private final GitHub github;

    GitHubIssue(GitHub github) {
        this.github = github;
    }

    @Override
    public String type() {
        return "github.issue";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        var fields = new Fields(payload);
        if (!GitHub.isDryRun(fields) || payload.has("repository")) {
            GitHub.repository(fields);
        }
        GitHub.checkWrite(fields);
        fields.text("issue_key", 1, KEY_CHARS_MAX)
                .filter(key -> !KEY.matcher(key).matches())
                .ifPresent(key -> fields.reject("issue_key", "is made of letters, digits, '_', '.', ':' and '-'"));
        fields.requiredText("title", TITLE_CHARS_MAX);
        fields.text("body", 0, BODY_CHARS_MAX);
        return fields.errors();
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        var fields = new Fields(run.payload());
        if (GitHub.isDryRun(fields)) {
            return Uni.createFrom().item(GitHub.dryRun(run.payload(), "repository", "title", "body"));
        }
        String path = "/repos/" + GitHub.repository(fields) + "/issues";
        Optional<String> key = fields.text("issue_key", 1, KEY_CHARS_MAX);
        boolean mayBeThere = run.attempt() > 1 || key.isPresent();
        Uni<Void> claimed = key.map(given -> github.claim(GitHub.repository(fields), given, run.id()))
                .orElseGet(() -> Uni.createFrom().voidItem());
        Uni<Optional<JsonNode>> earlier =
                mayBeThere ? findEarlier(run, path) : Uni.createFrom().item(Optional.<JsonNode>empty());
        // The turn comes late: what is done between it and the write brings two writes nearer to each other. The claim
        // comes
        // after it, so that whoever is refused finds the issue when he tries again.
        Uni<JsonNode> opened = github.turn(run.timeout()).chain(() -> claimed).chain(() -> open(run, path));
        return earlier.chain(found -> found.map(issue -> Uni.createFrom().item(result(issue, true)))
                .orElseGet(() -> opened.map(issue -> result(issue, false))));
    }

    private Uni<Optional<JsonNode>> findEarlier(Run run, String path) {
        return github.send("GET", path + "?state=all&per_page=100", Optional.empty(), run.timeout())
                .map(answer -> {
                    if (NO_LIST.contains(answer.status())) {
                        return Optional.empty();
                    }
                    for (JsonNode issue : github.expect(answer, 200)) {
                        if (issue.path("body").asText("").contains(mark(run))) {
                            return Optional.of(issue);
                        }
                    }
                    return Optional.empty();
                });
    }

    private Uni<JsonNode> open(Run run, String path) {
        ObjectNode issue = JsonNodeFactory.instance.objectNode();
        issue.put("title", run.payload().path("title").asText());
        issue.put("body", run.payload().path("body").asText("") + "\n\n" + mark(run));
        return github.send("POST", path, Optional.of(issue), run.timeout()).map(answer -> github.expect(answer, 201));
    }

    private static String mark(Run run) {
        String key = run.payload().path("issue_key").asText("");
        return key.isEmpty() ? "<!-- cortex-task: " + run.id() + " -->" : "<!-- cortex-issue: " + key + " -->";
    }

    private static JsonNode result(JsonNode issue, boolean existing) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("dry_run", false)
                .put("number", issue.path("number").asInt())
                .put("url", issue.path("html_url").asText())
                .put("existing", existing);
    }
}
