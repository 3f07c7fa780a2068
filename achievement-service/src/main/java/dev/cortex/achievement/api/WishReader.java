package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.workflow.Repository;
import dev.cortex.achievement.workflow.Wish;
import dev.cortex.achievement.workflow.Workflow;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is to be executed. Every text is checked by its grammar here; none of them ever meets a shell or a file. */
@Singleton
final class WishReader {
    private static final int NAME_CHARS_MAX = 200;
    private static final int INPUTS_MAX = 25;
    private static final int INPUT_CHARS_MAX = 4_000;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,198}[\\x21-\\x7e])?");
    private static final Pattern WORKFLOW_FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Parameters parameters;

    WishReader(Parameters parameters) {
        this.parameters = parameters;
    }

    Wish read(Workflow workflow, Optional<String> username, Body body) {
        Login login = parameters.login(body.text("username", NAME_CHARS_MAX).or(() -> username));
        Optional<String> achievement = parameters.achievement(body.text("achievement_id", NAME_CHARS_MAX));
        boolean write = workflow.kind().writes() && confirmed(body);
        Optional<Repository> repository = body.text("repository", NAME_CHARS_MAX)
                .map(text -> Repository.parse(text).orElseThrow(WishReader::badRepository));
        boolean needed = write || workflow.kind() == Workflow.Kind.DISPATCH;
        if (needed && repository.isEmpty()) {
            throw Problems.badRequest(
                    "repository-missing", "In which repository?", "The field \"repository\" is owner/name.");
        }
        repository.filter(given -> !given.isOf(login)).ifPresent(_ -> {
            throw notYours(login);
        });
        return new Wish(
                login,
                achievement,
                repository,
                write,
                body.text("feature_name", NAME_CHARS_MAX).filter(text -> !text.isBlank()),
                workflow.kind() == Workflow.Kind.DISPATCH ? Optional.of(dispatch(body)) : Optional.empty());
    }

    /** As worker-service takes it. */
    Optional<String> key(Optional<String> header) {
        header.filter(key -> !KEY.matcher(key).matches()).ifPresent(_ -> {
            throw Problems.badRequest(
                    "invalid-idempotency-key",
                    "Not an idempotency key",
                    "The header Idempotency-Key has 1 to 200 characters of ASCII.");
        });
        return header;
    }

    /** One word can slip in by habit; it takes two to write on GitHub. */
    private static boolean confirmed(Body body) {
        boolean confirm = body.flag("confirm", false);
        if (body.flag("dry_run", true)) {
            return false;
        }
        if (!confirm) {
            throw Problems.badRequest(
                    "not-confirmed",
                    "Not confirmed",
                    "To write on GitHub send \"dry_run\": false together with \"confirm\": true.");
        }
        return true;
    }

    private static Wish.Dispatch dispatch(Body body) {
        String file = body.text("workflow", NAME_CHARS_MAX)
                .filter(text -> WORKFLOW_FILE.matcher(text).matches())
                .orElseThrow(() -> Problems.badRequest(
                        "workflow-missing",
                        "Which workflow of the repository?",
                        "The field \"workflow\" is the file name or the number of a workflow in the repository."));
        return new Wish.Dispatch(
                file,
                body.text("ref", NAME_CHARS_MAX).filter(text -> !text.isBlank()),
                body.texts("inputs", INPUTS_MAX, INPUT_CHARS_MAX));
    }

    private static ProblemException badRepository() {
        return Problems.badRequest(
                "invalid-repository", "Not a repository", "The field \"repository\" is owner/name, as on GitHub.");
    }

    private static ProblemException notYours(Login login) {
        return new ProblemException(Problem.of(
                "repository-not-yours",
                "Not the user's repository",
                403,
                "Workflows write only in repositories of the user himself: " + login + "/…"));
    }
}
