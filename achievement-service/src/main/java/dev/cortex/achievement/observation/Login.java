package dev.cortex.achievement.observation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A GitHub login that fits GitHub's grammar: letters, digits and single hyphens, none at either end, at most 39
 * characters; a managed user of an enterprise has {@code _shortcode} behind it. Compared without case, as GitHub does.
 */
public record Login(String value) {
    /** The longest login that GitHub gives out. */
    public static final int LENGTH_MAX = 39;

    // Possessive and without nesting: linear in the length, whatever is sent.
    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+(?:_[A-Za-z0-9]{2,8}+)?+");

    public Login {
        if (!valid(value)) {
            throw new IllegalArgumentException("not a GitHub login");
        }
    }

    public static Optional<Login> parse(String text) {
        return valid(text) ? Optional.of(new Login(text)) : Optional.empty();
    }

    private static boolean valid(String text) {
        return text.length() <= LENGTH_MAX && GRAMMAR.matcher(text).matches();
    }

    /** The same for every way to write the same login. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Login login && login.key().equals(key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
