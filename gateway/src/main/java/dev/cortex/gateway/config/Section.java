package dev.cortex.gateway.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the YAML file, read key by key so that every complaint names its key ({@code routes[1].access}). Keys that nobody
 * asked for are an error too: a misspelt key must not silently mean its default.
 */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d+)([KMG]?)B?", Pattern.CASE_INSENSITIVE);

    private final String where;
    private final JsonNode node;
    private final Set<String> asked = new HashSet<>();

    Section(String where, JsonNode node) {
        this.where = where;
        this.node = node;
        if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
            throw new BadConfig(where.isEmpty() ? "the file" : where, "must be a mapping of keys to values");
        }
    }

    String key(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }

    BadConfig bad(String name, String reason) {
        return new BadConfig(key(name), reason);
    }

    boolean has(String name) {
        return !value(name).isMissingNode();
    }

    Section section(String name) {
        return new Section(key(name), value(name));
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        asked.addAll(names);
        return names;
    }

    List<Section> sections(String name) {
        List<Section> sections = new ArrayList<>();
        JsonNode list = value(name);
        if (!list.isArray() || list.isEmpty()) {
            throw bad(name, "must be a list with at least one entry");
        }
        for (int i = 0; i < list.size(); i++) {
            sections.add(new Section(key(name) + "[" + i + "]", list.get(i)));
        }
        return sections;
    }

    String text(String name, @Nullable String fallback) {
        return read(name, fallback, JsonNode::asText);
    }

    boolean flag(String name, boolean fallback) {
        return read(name, fallback, found -> {
            if (!found.isBoolean()) {
                throw new IllegalArgumentException("must be true or false");
            }
            return found.booleanValue();
        });
    }

    int number(String name, int fallback, int least, int most) {
        return read(name, fallback, found -> {
            if (!found.canConvertToInt()
                    || !found.isIntegralNumber()
                    || found.intValue() < least
                    || found.intValue() > most) {
                throw new IllegalArgumentException("must be a whole number in " + least + ".." + most);
            }
            return found.intValue();
        });
    }

    Duration duration(String name, Duration fallback) {
        return read(name, fallback, found -> duration(found.asText()));
    }

    long size(String name, long fallback, long most) {
        return read(name, fallback, found -> {
            long bytes = size(found.asText());
            if (bytes < 1 || bytes > most) {
                throw new IllegalArgumentException("must be in 1.." + most + " bytes");
            }
            return bytes;
        });
    }

    List<String> texts(String name, List<String> fallback) {
        return read(name, fallback, found -> {
            if (!found.isArray()) {
                throw new IllegalArgumentException("must be a list");
            }
            List<String> texts = new ArrayList<>();
            found.forEach(each -> texts.add(each.asText()));
            return texts;
        });
    }

    <T> T read(String name, @Nullable T fallback, Function<JsonNode, T> reader) {
        JsonNode found = value(name);
        if (found.isMissingNode()) {
            if (fallback == null) {
                throw bad(name, "is missing");
            }
            return fallback;
        }
        try {
            return reader.apply(found);
        } catch (IllegalArgumentException e) {
            throw bad(name, String.valueOf(e.getMessage()));
        }
    }

    /** Call after everything was read. */
    void nothingElse() {
        node.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                throw bad(
                        name,
                        "is not a key that this place knows; it knows "
                                + String.join(", ", asked.stream().sorted().toList()));
            }
        });
    }

    static Duration duration(String text) {
        Matcher short_ = DURATION.matcher(text);
        try {
            Duration duration =
                    short_.matches() ? unit(Long.parseLong(short_.group(1)), short_.group(2)) : Duration.parse(text);
            if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("must be longer than zero and at most 365d");
            }
            return duration;
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException e) {
            throw new IllegalArgumentException("must be a duration such as 500ms, 30s, 5m or 1h", e);
        }
    }

    private static Duration unit(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches() || matcher.group(1).length() > 15) {
            throw new IllegalArgumentException("must be a size such as 16K or 10M");
        }
        int shift =
                switch (matcher.group(2).toUpperCase(Locale.ROOT)) {
                    case "K" -> 10;
                    case "M" -> 20;
                    case "G" -> 30;
                    default -> 0;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }

    private JsonNode value(String name) {
        asked.add(name);
        JsonNode found = node.path(name);
        return found.isNull() ? MissingNode.getInstance() : found;
    }
}
