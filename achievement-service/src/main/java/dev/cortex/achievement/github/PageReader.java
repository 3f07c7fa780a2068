package dev.cortex.achievement.github;

import static dev.cortex.achievement.github.Fields.login;
import static dev.cortex.achievement.github.Fields.nodes;
import static dev.cortex.achievement.github.Fields.object;
import static dev.cortex.achievement.github.Fields.text;
import static dev.cortex.achievement.github.Fields.total;

import dev.cortex.achievement.observation.Evidence;
import dev.cortex.achievement.walk.Ask;
import dev.cortex.achievement.walk.Item;
import dev.cortex.achievement.walk.Kind;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the JSON of a page to things, each judged. A part that is missing in the JSON leaves open what hangs on it. */
final class PageReader {
    private static final String PAIR = "pair_extraordinaire";
    private static final String REPOSITORIES = "open_sourcerer";
    private static final String YOLO = "yolo";

    private PageReader() {}

    /** The list itself, wherever it is in the answer. */
    record Listing(List<JsonObject> nodes, int lost, long total, Optional<String> next) {}

    static Optional<Listing> listing(Ask ask, JsonObject data) {
        if (ask.kind() == Kind.INVOLVED) {
            return object(data, "search").flatMap(found -> listing(found, Fields.issueCount(found), "endCursor"));
        }
        String field =
                switch (ask.kind()) {
                    case ANSWERS -> "repositoryDiscussionComments";
                    case CLOSED_ISSUES -> "issues";
                    case MERGES, CLOSED_PULLS, INVOLVED -> "pullRequests";
                };
        String cursor = ask.kind() == Kind.ANSWERS && ask.back() ? "startCursor" : "endCursor";
        return object(data, "node")
                .flatMap(user -> object(user, field).flatMap(found -> listing(found, total(user, field), cursor)));
    }

    private static Optional<Listing> listing(JsonObject found, Optional<Long> total, String cursor) {
        Optional<List<JsonObject>> nodes = nodes(found);
        Optional<JsonObject> info = object(found, "pageInfo");
        if (total.isEmpty() || nodes.isEmpty() || info.isEmpty()) {
            return Optional.empty();
        }
        String more = cursor.equals("startCursor") ? "hasPreviousPage" : "hasNextPage";
        Optional<String> next = info.get().getBoolean(more, false) ? text(info.get(), cursor) : Optional.empty();
        int all = found.getJsonArray("nodes").size();
        return Optional.of(new Listing(nodes.get(), all - nodes.get().size(), total.get(), next));
    }

    /** @param partners which pull requests were written with others; empty where nobody looked */
    static Optional<Item> item(Ask ask, JsonObject node, String login, Optional<Partners.Found> partners) {
        return switch (ask.kind()) {
            case MERGES -> merge(node, Optional.of(login), partners);
            case INVOLVED -> merge(node, Optional.empty(), partners);
            case ANSWERS -> answer(node, login);
            case CLOSED_ISSUES, CLOSED_PULLS -> close(node);
        };
    }

    /** @param author whose own it is; for those of others only the pair counts */
    private static Optional<Item> merge(JsonObject node, Optional<String> author, Optional<Partners.Found> partners) {
        Optional<Instant> merged = time(node, "mergedAt");
        Optional<String> id = text(node, "id");
        if (merged.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        Set<String> counts = new HashSet<>();
        Set<String> open = new HashSet<>();
        if (partners.filter(found -> found.paired().contains(id.get())).isPresent()) {
            counts.add(PAIR);
        } else if (partners.filter(found -> !found.open().contains(id.get())).isEmpty()) {
            open.add(PAIR);
        }
        Optional<String> repository = Optional.empty();
        if (author.isPresent()) {
            yolo(node, author.get())
                    .ifPresentOrElse(
                            yes -> {
                                if (yes) {
                                    counts.add(YOLO);
                                }
                            },
                            () -> open.add(YOLO));
            Optional<JsonObject> place = object(node, "repository");
            if (place.isEmpty()) {
                open.add(REPOSITORIES);
            }
            repository =
                    place.filter(found -> !found.getBoolean("isPrivate", true)).flatMap(found -> text(found, "id"));
        }
        Instant changed = time(node, "updatedAt").orElse(merged.get());
        return Optional.of(new Item(merged.get(), changed, counts, open, repository, Optional.empty()));
    }

    /** Who merged is told beside the rest, so most merges are judged even where GitHub does not show their reviews. */
    private static Optional<Boolean> yolo(JsonObject node, String login) {
        if (login(node, "mergedBy").filter(login::equalsIgnoreCase).isEmpty()) {
            return Optional.of(false);
        }
        return total(node, "reviews")
                .flatMap(_ -> total(node, "reviewRequests"))
                .map(_ -> FactsReader.unanswered(node, login));
    }

    private static Optional<Item> answer(JsonObject node, String login) {
        Optional<JsonObject> discussion = object(node, "discussion");
        Optional<Instant> at =
                discussion.flatMap(found -> time(found, "answerChosenAt")).or(() -> time(node, "createdAt"));
        boolean counts =
                discussion.filter(found -> FactsReader.counts(found, login)).isPresent();
        boolean told = discussion.flatMap(found -> object(found, "repository")).isPresent();
        return at.map(when -> new Item(
                when,
                when,
                counts ? Set.of("galaxy_brain") : Set.of(),
                told ? Set.of() : Set.of("galaxy_brain"),
                Optional.empty(),
                Optional.empty()));
    }

    private static Optional<Item> close(JsonObject node) {
        Optional<Evidence.FastestClose> took = FactsReader.close(node);
        boolean quick = took.filter(FactsReader::quick).isPresent();
        return time(node, "closedAt")
                .map(at -> new Item(
                        at,
                        time(node, "updatedAt").orElse(at),
                        quick ? Set.of("quickdraw") : Set.of(),
                        took.isPresent() ? Set.of() : Set.of("quickdraw"),
                        Optional.empty(),
                        quick ? took.map(Evidence.class::cast) : Optional.empty()));
    }

    private static Optional<Instant> time(JsonObject node, String field) {
        return text(node, field).map(Instant::parse);
    }
}
