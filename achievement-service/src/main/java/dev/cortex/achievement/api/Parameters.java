package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.settings.AchievementConfig;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads what clients send in a query string, and says what is wrong with it. */
@Singleton
final class Parameters {
    private static final Instant TIME_MAX = Instant.parse("9999-12-31T23:59:59Z");

    private final Optional<String> defaultUsername;
    private final Rulebook rulebook;

    Parameters(AchievementConfig config, Rulebook rulebook) {
        this.defaultUsername = config.defaultUsername();
        this.rulebook = rulebook;
    }

    Login login(Optional<String> username) {
        String text = username.filter(given -> !given.isBlank())
                .or(() -> defaultUsername)
                .orElseThrow(() -> Problems.badRequest(
                        "username-missing",
                        "Whose achievements?",
                        "Add ?username= with a GitHub login, or set CORTEX_ACHIEVEMENT_DEFAULT_USERNAME."));
        return Login.parse(text).orElseThrow(() -> Problems.badLogin("username"));
    }

    Optional<Login> loginIfGiven(Optional<String> username) {
        return username.map(text -> Login.parse(text).orElseThrow(() -> Problems.badLogin("username")));
    }

    boolean flag(String name, Optional<String> value) {
        return switch (value.orElse("false")) {
            case "true", "1", "" -> true;
            case "false", "0" -> false;
            default ->
                throw Problems.badRequest(
                        "invalid-parameter", "Not a flag", "The value of \"" + name + "\" is true or false.");
        };
    }

    int limit(Optional<String> value, int usual, int max) {
        long limit = number("limit", value).orElse((long) usual);
        if (limit < 1 || limit > max) {
            throw Problems.badRequest(
                    "invalid-parameter", "Out of range", "\"limit\" is a number from 1 to " + max + ".");
        }
        return (int) limit;
    }

    int within(String name, Optional<String> value, int usual, int max) {
        long given = number(name, value).orElse((long) usual);
        if (given < 1 || given > max) {
            throw Problems.badRequest(
                    "invalid-parameter",
                    "Out of range",
                    "The value of \"" + name + "\" is a whole number from 1 to " + max + ".");
        }
        return (int) given;
    }

    Optional<Long> number(String name, Optional<String> value) {
        try {
            return value.map(Long::parseLong);
        } catch (NumberFormatException _) {
            throw Problems.badRequest(
                    "invalid-parameter", "Not a number", "The value of \"" + name + "\" is a whole number.");
        }
    }

    /** Bounded to what the store can tell apart. */
    Optional<Instant> time(String name, Optional<String> value) {
        try {
            Optional<Instant> time = value.map(Instant::parse);
            if (time.filter(given -> given.isBefore(Instant.EPOCH) || given.isAfter(TIME_MAX))
                    .isEmpty()) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // Told below, with what is out of range.
        }
        throw Problems.badRequest(
                "invalid-parameter",
                "Not a time",
                "The value of \"" + name + "\" is a time like 2026-11-23T12:00:00Z, from 1970 to 9999.");
    }

    Optional<String> achievement(Optional<String> id) {
        id.filter(given -> rulebook.rule(given).isEmpty()).ifPresent(_ -> {
            throw Problems.badRequest(
                    "unknown-achievement",
                    "No such achievement",
                    "The value of \"achievement\" is the id of one; GET /api/achievements/definitions lists them.");
        });
        return id;
    }
}
