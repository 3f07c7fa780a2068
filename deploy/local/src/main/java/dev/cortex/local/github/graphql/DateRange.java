package dev.cortex.local.github.graphql;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.function.Predicate;

/**
 * The date filters of the search language: {@code 2024-01-01}, {@code >=2024-01-01}, {@code 2024-01-01..2024-03-31},
 * {@code *..2024-01-01}, with days or times. {@link Instant#MAX} stands for "never" and is in no range.
 */
final class DateRange {
    private DateRange() {}

    static Predicate<Instant> parse(String text) {
        try {
            return ((Predicate<Instant>) at -> at.isBefore(Instant.MAX)).and(bounds(text));
        } catch (DateTimeParseException e) {
            throw new FieldError("UNPROCESSABLE", "`" + text + "` is not a date range.");
        }
    }

    private static Predicate<Instant> bounds(String text) {
        int dots = text.indexOf("..");
        if (dots >= 0) {
            return from(text.substring(0, dots)).and(upTo(text.substring(dots + 2)));
        }
        if (text.startsWith(">=")) {
            return from(text.substring(2));
        }
        if (text.startsWith("<=")) {
            return upTo(text.substring(2));
        }
        if (text.startsWith(">")) {
            return upTo(text.substring(1)).negate();
        }
        if (text.startsWith("<")) {
            return from(text.substring(1)).negate();
        }
        return from(text).and(upTo(text));
    }

    private static Predicate<Instant> from(String text) {
        if (text.equals("*")) {
            return _ -> true;
        }
        Instant start = start(text);
        return at -> !at.isBefore(start);
    }

    /** A day reaches to its end, a time is a second long. */
    private static Predicate<Instant> upTo(String text) {
        if (text.equals("*")) {
            return _ -> true;
        }
        Instant end = isDay(text)
                ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
                : start(text).plusSeconds(1);
        return at -> at.isBefore(end);
    }

    private static Instant start(String text) {
        return isDay(text)
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    private static boolean isDay(String text) {
        return text.length() == "2024-01-01".length();
    }
}
