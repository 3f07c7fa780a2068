package dev.cortex.achievement.github;

import static dev.cortex.achievement.github.Fields.nodes;
import static dev.cortex.achievement.github.Fields.object;
import static dev.cortex.achievement.github.Fields.text;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out which pull requests were written with others.
 *
 * <p>A commit with more than one author has a {@code Co-authored-by} trailer in its message, so only those are asked for
 * their authors, a hundred at once: to ask every commit would cost a connection each, which is 12 points in place of 4 for
 * 100 pull requests. Whether a trailer names someone with an account only GitHub knows.
 */
final class Partners {
    /** As git reads trailers: at the begin of a line, in any case. */
    private static final Pattern TRAILER =
            Pattern.compile("^\\s*co-authored-by\\s*:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    /** Pages of commits of one pull request; what is behind them stays open. */
    private static final int PAGES_MAX = 20;

    private final Function<Query, Uni<Reply.Answered>> send;

    Partners(Function<Query, Uni<Reply.Answered>> send) {
        this.send = send;
    }

    /**
     * @param paired ids of the pull requests with a commit of the user and someone else
     * @param open ids of those that could not be told
     */
    record Found(Set<String> paired, Set<String> open, int requests, int points) {
        private static final Found NOTHING = new Found(Set.of(), Set.of(), 0, 0);

        private Found and(Found other) {
            Set<String> allPaired = new HashSet<>(paired);
            allPaired.addAll(other.paired);
            Set<String> allOpen = new HashSet<>(open);
            allOpen.addAll(other.open);
            allOpen.removeAll(allPaired);
            return new Found(allPaired, allOpen, requests + other.requests, points + other.points);
        }
    }

    /** Commits with a trailer, by the pull request they are in; what is left to look at. */
    private record Suspects(Map<String, List<String>> commits, Map<String, String> more, Set<String> open) {}

    Uni<Found> among(List<JsonObject> pulls, String login) {
        Suspects suspects = new Suspects(new HashMap<>(), new HashMap<>(), new HashSet<>());
        pulls.forEach(pull -> text(pull, "id").ifPresent(id -> suspect(id, pull, suspects)));
        Found open = new Found(Set.of(), suspects.open(), 0, 0);
        return proven(suspects.commits(), login).map(open::and).flatMap(found -> Multi.createFrom()
                .iterable(suspects.more().entrySet())
                .select()
                .where(more -> !found.paired().contains(more.getKey()))
                .onItem()
                .transformToUniAndConcatenate(more -> deeper(more.getKey(), more.getValue(), login, 1))
                .collect()
                .in(() -> new Found[] {found}, (all, next) -> all[0] = all[0].and(next))
                .map(all -> all[0]));
    }

    /** The merge commit too: a squash joins the authors of all its commits there. */
    private static void suspect(String id, JsonObject pull, Suspects suspects) {
        Optional<JsonObject> commits = object(pull, "commits");
        Optional<List<JsonObject>> listed = commits.flatMap(Fields::nodes);
        if (listed.isEmpty()) {
            suspects.open().add(id);
        }
        Stream<JsonObject> merge = object(pull, "mergeCommit").stream();
        suspects.commits().put(id, withTrailer(Stream.concat(merge, commits(listed.orElse(List.of())))));
        commits.flatMap(Partners::next).ifPresent(cursor -> suspects.more().put(id, cursor));
    }

    private static Stream<JsonObject> commits(List<JsonObject> nodes) {
        return nodes.stream().flatMap(node -> object(node, "commit").stream());
    }

    private static List<String> withTrailer(Stream<JsonObject> commits) {
        return commits.filter(commit ->
                        TRAILER.matcher(text(commit, "message").orElse("")).find())
                .flatMap(commit -> text(commit, "id").stream())
                .toList();
    }

    private static Optional<String> next(JsonObject connection) {
        return object(connection, "pageInfo")
                .filter(info -> info.getBoolean("hasNextPage", false))
                .flatMap(info -> text(info, "endCursor"));
    }

    private Uni<Found> deeper(String pull, String cursor, String login, int page) {
        if (page > PAGES_MAX) {
            return Uni.createFrom().item(new Found(Set.of(), Set.of(pull), 0, 0));
        }
        return send.apply(PageQuery.commits(pull, cursor)).flatMap(reply -> {
            Found paid = new Found(Set.of(), Set.of(), 1, reply.points());
            Optional<JsonObject> commits = object(reply.data(), "node").flatMap(found -> object(found, "commits"));
            Optional<List<JsonObject>> listed = commits.flatMap(Fields::nodes);
            if (commits.isEmpty() || listed.isEmpty()) {
                return Uni.createFrom().item(paid.and(new Found(Set.of(), Set.of(pull), 0, 0)));
            }
            List<String> suspects = withTrailer(commits(listed.get()));
            return proven(Map.of(pull, suspects), login).map(paid::and).flatMap(found -> next(commits.get())
                    .filter(_ -> !found.paired().contains(pull))
                    .map(more -> deeper(pull, more, login, page + 1).map(found::and))
                    .orElseGet(() -> Uni.createFrom().item(found)));
        });
    }

    private Uni<Found> proven(Map<String, List<String>> commits, String login) {
        Map<String, String> pullOf = new HashMap<>();
        commits.forEach((pull, ids) -> ids.forEach(id -> pullOf.put(id, pull)));
        List<String> ids = List.copyOf(pullOf.keySet());
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += PageQuery.IDS_MAX) {
            parts.add(ids.subList(from, Math.min(ids.size(), from + PageQuery.IDS_MAX)));
        }
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(
                        part -> send.apply(PageQuery.authors(part)).map(reply -> judged(part, reply, pullOf, login)))
                .collect()
                .in(() -> new Found[] {Found.NOTHING}, (all, next) -> all[0] = all[0].and(next))
                .map(all -> all[0]);
    }

    private static Found judged(List<String> asked, Reply.Answered reply, Map<String, String> pullOf, String login) {
        Set<String> paired = new HashSet<>();
        Set<String> left = new HashSet<>(asked);
        for (JsonObject commit : nodes(reply.data()).orElse(List.of())) {
            Optional<String> id =
                    text(commit, "id").filter(_ -> nodes(commit, "authors").isPresent());
            id.ifPresent(left::remove);
            id.filter(_ -> RecentMerges.writtenWithOthers(commit, login))
                    .flatMap(known -> Optional.ofNullable(pullOf.get(known)))
                    .ifPresent(paired::add);
        }
        Set<String> open = new HashSet<>();
        left.forEach(id -> Optional.ofNullable(pullOf.get(id)).ifPresent(open::add));
        return new Found(paired, open, 1, reply.points());
    }
}
