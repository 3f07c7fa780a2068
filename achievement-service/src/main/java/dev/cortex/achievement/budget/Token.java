package dev.cortex.achievement.budget;

/** What pays for a request. Never printed. */
public record Token(String secret) {
    public Token {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("an empty token");
        }
    }

    public String authorization() {
        return "bearer " + secret;
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
