package dev.cortex.achievement.api;

import dev.cortex.achievement.AchievementConfig;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.rules.Rulebook;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads what clients send in a query string, and says what is wrong with it. */
@Singleton
final class Parameters {
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

    Optional<Long> number(String name, Optional<String> value) {
        try {
            return value.map(Long::parseLong);
        } catch (NumberFormatException _) {
            throw Problems.badRequest(
                    "invalid-parameter", "Not a number", "The value of \"" + name + "\" is a whole number.");
        }
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
