package dev.cortex.achievement.github;

/** Carries a {@link GitHubFailure} through a pipeline. It has no stack trace: the failure says all there is to say. */
public final class GitHubException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient GitHubFailure failure;

    public GitHubException(GitHubFailure failure) {
        super(failure.toString(), null, false, false);
        this.failure = failure;
    }

    public GitHubFailure failure() {
        return failure;
    }
}
