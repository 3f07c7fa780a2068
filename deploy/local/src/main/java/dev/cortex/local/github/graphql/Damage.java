package dev.cortex.local.github.graphql;

import dev.cortex.local.github.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What faults do to a result: some root fields become null, and an error says so as GitHub would. */
final class Damage {
    private Damage() {}

    /**
     * Damages the result as the fault says.
     *
     * @param loginByAlias the root fields that may be struck
     */
    static Map<String, Object> apply(Fault fault, Map<String, Object> body, Map<String, String> loginByAlias) {
        if (!(body.get("data") instanceof Map<?, ?> data)) {
            return body;
        }
        Map<String, @Nullable Object> damaged = new LinkedHashMap<>();
        data.forEach((alias, value) -> damaged.put(String.valueOf(alias), value));
        List<Object> errors = new ArrayList<>();
        if (body.get("errors") instanceof List<?> before) {
            errors.addAll(before);
        }
        for (String alias : struck(fault, loginByAlias)) {
            damaged.put(alias, null);
            errors.add(error(fault, alias, loginByAlias.get(alias)));
        }
        Map<String, Object> result = new LinkedHashMap<>(body);
        result.put("data", damaged);
        result.put("errors", errors);
        return result;
    }

    /** The login's own fields; without a login the first one, and where a resource ran out, the second half. */
    private static List<String> struck(Fault fault, Map<String, String> loginByAlias) {
        List<String> aliases = List.copyOf(loginByAlias.keySet());
        String login = fault.target().login();
        if (login != null) {
            String key = login.toLowerCase(Locale.ROOT);
            return aliases.stream()
                    .filter(alias -> key.equals(loginByAlias.get(alias)))
                    .toList();
        }
        return fault.kind() == Fault.Kind.RESOURCE_LIMITS
                ? aliases.subList(aliases.size() / 2, aliases.size())
                : aliases.subList(0, Math.min(1, aliases.size()));
    }

    private static Map<String, Object> error(Fault fault, String alias, @Nullable String login) {
        return switch (fault.kind()) {
            case NOT_FOUND_ALIAS ->
                Map.of(
                        "type",
                        "NOT_FOUND",
                        "path",
                        List.of(alias),
                        "message",
                        "Could not resolve to a User with the login of '" + login + "'.");
            case RESOURCE_LIMITS ->
                Map.of(
                        "type", "RESOURCE_LIMITS_EXCEEDED",
                        "path", List.of(alias),
                        "message", "The query has exceeded resource limits. Please reduce its size and try again.");
            default -> Map.of("path", List.of(alias), "message", "Something went wrong while executing your query.");
        };
    }
}
