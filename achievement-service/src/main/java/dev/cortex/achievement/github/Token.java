package dev.cortex.achievement.github;

/** What pays for a request. Never printed. */
record Token(String secret) {
    Token {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("an empty token");
        }
    }

    String authorization() {
        return "bearer " + secret;
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
