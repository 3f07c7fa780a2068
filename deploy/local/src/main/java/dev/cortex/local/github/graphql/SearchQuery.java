package dev.cortex.local.github.graphql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The search language, as far as it is about one author's issues and pull requests. What the simulator does not know is
 * refused rather than ignored: a filter that silently does nothing would make wrong counts look right.
 */
final class SearchQuery {
    /** Issues, pull requests, or both. */
    enum Type {
        ANY,
        ISSUE,
        PULL_REQUEST
    }

    private @Nullable String author;
    private @Nullable String involved;
    private @Nullable String notAuthor;
    private Type type = Type.ANY;
    private boolean reviewNone;
    private final List<String> states = new ArrayList<>();
    private Predicate<Instant> created = _ -> true;
    private Predicate<Instant> merged = _ -> true;
    private Predicate<Instant> closed = _ -> true;
    private boolean bounded;
    private String sort = "created-desc";

    private SearchQuery() {}

    static SearchQuery parse(String text) {
        SearchQuery query = new SearchQuery();
        for (String term : text.strip().split("\\s+", -1)) {
            int colon = term.indexOf(':');
            if (colon < 1) {
                throw unknown(term);
            }
            query.add(term.substring(0, colon).toLowerCase(Locale.ROOT), unquoted(term.substring(colon + 1)));
        }
        return query;
    }

    private void add(String qualifier, String value) {
        switch (qualifier) {
            case "author" -> author = value;
            case "-author" -> notAuthor = value;
            case "involves" -> involved = value;
            case "type", "is" -> is(qualifier, value.toLowerCase(Locale.ROOT));
            case "state" -> states.add(value.toLowerCase(Locale.ROOT));
            case "review" -> review(value);
            case "created" -> created = range(value);
            case "merged" -> merged = range(value);
            case "closed" -> closed = range(value);
            case "sort" -> sort = sort(value.toLowerCase(Locale.ROOT));
            default -> throw unknown(qualifier + ":" + value);
        }
    }

    private void is(String qualifier, String value) {
        switch (value) {
            case "pr", "pull-request" -> type = Type.PULL_REQUEST;
            case "issue" -> type = Type.ISSUE;
            case "merged", "unmerged", "open", "closed" -> states.add(value);
            // All that is simulated here is public.
            case "public" -> states.remove(value);
            default -> throw unknown(qualifier + ":" + value);
        }
    }

    private void review(String value) {
        if (!value.equals("none")) {
            throw unknown("review:" + value);
        }
        reviewNone = true;
    }

    private static String sort(String value) {
        return switch (value) {
            case "created", "created-desc" -> "created-desc";
            case "created-asc" -> "created-asc";
            case "updated", "updated-desc" -> "updated-desc";
            case "updated-asc" -> "updated-asc";
            default -> throw unknown("sort:" + value);
        };
    }

    private Predicate<Instant> range(String value) {
        bounded = true;
        return DateRange.parse(value);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static FieldError unknown(String term) {
        return new FieldError("UNPROCESSABLE", "The simulator does not know the search term `" + term + "`.");
    }

    @Nullable
    String author() {
        return author;
    }

    /** Whom it is about without being theirs: GitHub's {@code involves:X -author:X}. */
    @Nullable
    String involved() {
        if (involved != null && !involved.equalsIgnoreCase(notAuthor)) {
            throw new FieldError(
                    "UNPROCESSABLE", "The simulator knows `involves:` only with `-author:` of the same login.");
        }
        return involved;
    }

    Type type() {
        return type;
    }

    boolean onlyUnreviewed() {
        return reviewNone;
    }

    String order() {
        return sort;
    }

    /** Whether a date has to be looked at; without, whole states can be counted without listing them. */
    boolean hasDates() {
        return bounded;
    }

    boolean admits(boolean isOpen, boolean isMerged) {
        return states.stream().allMatch(state -> switch (state) {
            case "open" -> isOpen;
            case "closed" -> !isOpen;
            case "merged" -> isMerged;
            default -> !isMerged;
        });
    }

    boolean admits(Instant createdAt, @Nullable Instant closedAt, boolean isMerged) {
        return created.test(createdAt)
                && closed.test(closedAt == null ? Instant.MAX : closedAt)
                && merged.test(closedAt == null || !isMerged ? Instant.MAX : closedAt);
    }
}
