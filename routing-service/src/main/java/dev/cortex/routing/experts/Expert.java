package dev.cortex.routing.experts;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who can be given a task, and the words that speak for it before anything has been learned.
 *
 * @param id lower-case letters, digits, {@code -}, {@code _} and {@code .}; names a stream, so at most 64 characters
 * @param description what it does, in a sentence; its words speak for it too, weakly
 * @param typePrefixes a task of this type, or of a type that goes on with one of {@code . - _ : /}, is its business
 * @param keywords words or phrases of up to four words, compared by their stems
 * @param boosters words that strengthen; half as strong as a keyword
 * @param negatives words that speak against it
 * @param capacity tasks it can have at once, 0 for no limit
 */
public record Expert(
        String id,
        String description,
        List<String> typePrefixes,
        List<String> keywords,
        List<String> boosters,
        List<String> negatives,
        int capacity) {
    public static final int WORDS_MAX = 512;
    public static final int DESCRIPTION_CHARS_MAX = 4_096;
    private static final int PHRASE_CHARS_MAX = 120;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    /** Its stream would be the one that undecided tasks come in by. */
    private static final String TAKEN = "submitted";

    public Expert {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "an expert's id is 1 to 64 lower-case letters, digits, '.', '_' or '-', and starts with a letter or digit");
        }
        if (id.equals(TAKEN)) {
            throw new IllegalArgumentException(
                    "an expert can not be called '" + TAKEN + "': the intake's stream has that name");
        }
        if (description.length() > DESCRIPTION_CHARS_MAX) {
            throw new IllegalArgumentException("a description has at most " + DESCRIPTION_CHARS_MAX + " characters");
        }
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity is 0 (no limit) or more");
        }
        typePrefixes = phrases("type_prefixes", typePrefixes);
        keywords = phrases("keywords", keywords);
        boosters = phrases("boosters", boosters);
        negatives = phrases("negatives", negatives);
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    private static List<String> phrases(String field, @Nullable List<String> given) {
        List<String> list = given == null ? List.of() : List.copyOf(given);
        if (list.size() > WORDS_MAX) {
            throw new IllegalArgumentException(field + " has at most " + WORDS_MAX + " entries");
        }
        for (String phrase : list) {
            if (phrase.isBlank() || phrase.length() > PHRASE_CHARS_MAX) {
                throw new IllegalArgumentException(
                        field + " holds words or phrases of 1 to " + PHRASE_CHARS_MAX + " characters");
            }
        }
        return list;
    }
}
