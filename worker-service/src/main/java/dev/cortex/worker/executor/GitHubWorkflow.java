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
import java.util.regex.Pattern;

/**
 * {@code github.workflow {username,repository,workflow,ref,inputs,dry_run,confirm}}: starts a workflow of GitHub Actions,
 * and only with {@code "dry_run": false} and {@code "confirm": true}; a dry run answers what would be started. GitHub
 * offers no way to tell a repeat, so a workflow that must not run twice should look at its {@code inputs}; the task asks once per attempt.
 */
@Singleton
final class GitHubWorkflow implements Executor {
    // A file name or a number.
    private static final Pattern WORKFLOW = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int REF_CHARS_MAX = 200;
    private static final String REF = "main";

    private final GitHub github;

    GitHubWorkflow(GitHub github) {
        this.github = github;
    }

    @Override
    public String type() {
        return "github.workflow";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        var fields = new Fields(payload);
        GitHub.repository(fields);
        String workflow = fields.requiredText("workflow", 100);
        if (!workflow.isEmpty() && !WORKFLOW.matcher(workflow).matches()) {
            fields.reject("workflow", "is a workflow's file name or number");
        }
        fields.text("ref", 1, REF_CHARS_MAX);
        fields.object("inputs");
        GitHub.checkWrite(fields);
        return fields.errors();
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        var fields = new Fields(run.payload());
        if (GitHub.isDryRun(fields)) {
            return Uni.createFrom().item(GitHub.dryRun(run.payload(), "repository", "workflow", "ref", "inputs"));
        }
        String repository = GitHub.repository(fields);
        String workflow = fields.requiredText("workflow", 100);
        String ref = fields.text("ref", 1, REF_CHARS_MAX).orElse(REF);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("ref", ref);
        fields.object("inputs").ifPresent(inputs -> body.set("inputs", inputs));
        String path = "/repos/" + repository + "/actions/workflows/" + workflow + "/dispatches";
        Uni<BoundedHttp.Answer> sent =
                github.turn(run.timeout()).chain(() -> github.send("POST", path, Optional.of(body), run.timeout()));
        return sent.map(answer -> {
            github.expect(answer, 204);
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("dry_run", false)
                    .put("repository", repository)
                    .put("workflow", workflow)
                    .put("ref", ref);
        });
    }
}
