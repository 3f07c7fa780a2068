package dev.cortex.local.github.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a login alone says about its account.
 *
 * <p>{@code ghost-...} and {@code missing-...} do not exist, {@code org-...} and a few known names are organisations,
 * {@code ...[bot]} are bots; every other login that GitHub would allow is a person.
 */
final class Logins {
    /** GitHub's rule: letters, digits and single hyphens inside; 39 characters at most. */
    private static final Pattern VALID = Pattern.compile("[a-z\\d](?:-?[a-z\\d]){0,38}");

    private static final Pattern BOT = Pattern.compile("[a-z\\d](?:-?[a-z\\d]){0,38}\\[bot]");
    private static final Pattern MISSING = Pattern.compile("(?:ghost|missing)-.*");
    private static final Pattern ORGANIZATION = Pattern.compile("org-.*|github|community|octo-org|kubernetes");
    private static final int MAX_LENGTH = 39;

    private Logins() {}

    /** Logins are case-insensitive: the form by which they are compared. */
    static String key(String login) {
        return login.toLowerCase(Locale.ROOT);
    }

    static boolean isValid(String key) {
        return key.length() <= MAX_LENGTH && VALID.matcher(key).matches();
    }

    /** The kind of account behind a login, empty when there is none. */
    static Optional<Account.Kind> kindOf(String key) {
        if (BOT.matcher(key).matches()) {
            return Optional.of(Account.Kind.BOT);
        }
        if (!isValid(key) || MISSING.matcher(key).matches()) {
            return Optional.empty();
        }
        return Optional.of(ORGANIZATION.matcher(key).matches() ? Account.Kind.ORGANIZATION : Account.Kind.USER);
    }
}
