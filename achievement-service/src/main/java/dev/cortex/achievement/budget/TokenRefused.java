package dev.cortex.achievement.budget;

/** GitHub does not give the App a token: a wrong key or App, or an installation that was removed or suspended. */
final class TokenRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    TokenRefused(int status) {
        super("GitHub refuses the App a token: status " + status, null, false, false);
    }
}
