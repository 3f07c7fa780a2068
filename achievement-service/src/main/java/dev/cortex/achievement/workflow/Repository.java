package dev.cortex.achievement.workflow;

import dev.cortex.achievement.observation.Login;
import java.util.Optional;
import java.util.regex.Pattern;

/** A repository by GitHub's grammar, so that it is safe in a path. */
public record Repository(Login owner, String name) {
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    public Repository {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a repository");
        }
    }

    /** @param text {@code owner/name} */
    public static Optional<Repository> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !NAME.matcher(text.substring(slash + 1)).matches()) {
            return Optional.empty();
        }
        String name = text.substring(slash + 1);
        return Login.parse(text.substring(0, slash)).map(owner -> new Repository(owner, name));
    }

    public boolean isOf(Login login) {
        return owner.equals(login);
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
