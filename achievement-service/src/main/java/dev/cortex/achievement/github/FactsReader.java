package dev.cortex.achievement.github;

import static dev.cortex.achievement.github.Fields.issueCount;
import static dev.cortex.achievement.github.Fields.login;
import static dev.cortex.achievement.github.Fields.nodes;
import static dev.cortex.achievement.github.Fields.object;
import static dev.cortex.achievement.github.Fields.text;
import static dev.cortex.achievement.github.Fields.total;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Evidence;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From the JSON of one user to findings. Whatever is missing in the JSON is missing in the facts: a part that failed
 * never becomes a zero.
 */
final class FactsReader {
    /** GitHub's rule for Quickdraw. */
    private static final Duration QUICK = Duration.ofMinutes(5);

    /** Answers in the discussions of this organisation do not count for Galaxy Brain. */
    private static final String NOT_COUNTED = "community";

    private FactsReader() {}

    /**
     * @param user the object under the user's alias
     * @param search the search for merges without review, absent when it failed
     * @param involved the search for merges of others in which he took part, absent when it failed
     */
    static Facts read(JsonObject user, Optional<JsonObject> search, Optional<JsonObject> involved) {
        Map<String, Finding> findings = new HashMap<>();
        Optional<Long> mergedInAll = total(user, "mergedPullRequests");
        mergedInAll.ifPresent(merged -> {
            findings.put("pull_shark", Finding.of(Count.exactly(merged)));
            findings.putAll(RecentMerges.read(user, merged, involved.flatMap(Fields::issueCount)));
        });
        answers(user).ifPresent(finding -> findings.put("galaxy_brain", finding));
        stars(user).ifPresent(finding -> findings.put("starstruck", finding));
        quickdraw(user).ifPresent(finding -> findings.put("quickdraw", finding));
        search.flatMap(found -> yolo(user, found))
                .ifPresent(finding -> findings.put("yolo", finding.outOf(mergedInAll)));
        total(user, "sponsorships")
                .ifPresent(count -> findings.put("public_sponsor", Finding.of(Count.exactly(count))));
        return new Facts(
                user.getString("id"), user.getString("login"), text(user, "name"), text(user, "avatarUrl"), findings);
    }

    /** Accepted answers that were looked at are judged one by one; those out of sight may count or not. */
    private static Optional<Finding> answers(JsonObject user) {
        Optional<Long> total = total(user, "acceptedAnswers");
        Optional<List<JsonObject>> nodes = nodes(user, "acceptedAnswers");
        if (total.isEmpty() || nodes.isEmpty()) {
            return Optional.empty();
        }
        String login = user.getString("login");
        long strict = nodes.get().stream()
                .filter(node -> object(node, "discussion")
                        .filter(discussion -> counts(discussion, login))
                        .isPresent())
                .count();
        long unseen = Math.max(0, total.get() - nodes.get().size());
        return Optional.of(Finding.of(Count.between(strict, strict + unseen)).outOf(total));
    }

    /** An answer in public, to someone else, that someone else found good. */
    static boolean counts(JsonObject discussion, String login) {
        Optional<JsonObject> repository = object(discussion, "repository");
        boolean open =
                repository.map(found -> !found.getBoolean("isPrivate", true)).orElse(false);
        boolean counted = repository
                .flatMap(found -> login(found, "owner"))
                .map(owner -> !owner.equalsIgnoreCase(NOT_COUNTED))
                .orElse(false);
        // A deleted account is null here, and was someone else.
        boolean others = Stream.of("author", "answerChosenBy")
                .flatMap(who -> login(discussion, who).stream())
                .noneMatch(login::equalsIgnoreCase);
        return open && counted && others;
    }

    private static Optional<Finding> stars(JsonObject user) {
        return nodes(user, "topRepositories").map(nodes -> nodes.stream()
                .findFirst()
                .map(top -> {
                    long stars = top.getInt("stargazerCount");
                    return Finding.of(
                            Count.exactly(stars),
                            new Evidence.TopRepository(top.getString("nameWithOwner"), stars, top.getString("url")));
                })
                .orElseGet(() -> Finding.of(Count.ZERO)));
    }

    private static Optional<Finding> quickdraw(JsonObject user) {
        List<String> parts = List.of("closedIssues", "closedPullRequests");
        Optional<Evidence.FastestClose> fastest = parts.stream()
                .flatMap(part -> nodes(user, part).stream().flatMap(List::stream))
                .flatMap(node -> close(node).stream())
                .min(Comparator.comparingLong(Evidence.FastestClose::seconds));
        Optional<Long> closed = parts.stream()
                .map(part -> total(user, part))
                .reduce((one, other) -> one.flatMap(issues -> other.map(pulls -> issues + pulls)))
                .flatMap(all -> all);
        if (fastest.filter(FactsReader::quick).isPresent()) {
            return Optional.of(Finding.of(Count.exactly(1), fastest.get()).outOf(closed));
        }
        boolean whole = parts.stream().allMatch(part -> nodes(user, part).isPresent());
        if (!whole) {
            return Optional.empty();
        }
        boolean allSeen = parts.stream()
                .allMatch(part -> total(user, part).orElse(Long.MAX_VALUE)
                        <= nodes(user, part).map(List::size).orElse(0));
        Count count = allSeen ? Count.ZERO : Count.between(0, 1);
        return Optional.of(fastest.map(close -> Finding.of(count, close))
                .orElseGet(() -> Finding.of(count))
                .outOf(closed));
    }

    static boolean quick(Evidence.FastestClose close) {
        return close.seconds() <= QUICK.toSeconds();
    }

    static Optional<Evidence.FastestClose> close(JsonObject node) {
        return text(node, "createdAt").flatMap(created -> text(node, "closedAt")
                .map(closed -> new Evidence.FastestClose(
                        Duration.between(Instant.parse(created), Instant.parse(closed))
                                .toSeconds(),
                        node.getString("url", ""))));
    }

    private static Optional<Finding> yolo(JsonObject user, JsonObject search) {
        return issueCount(search).map(likely -> yolo(user, search, likely));
    }

    private static Finding yolo(JsonObject user, JsonObject search, long likely) {
        List<JsonObject> looked = nodes(search).orElse(List.of());
        String login = user.getString("login");
        long strict = Math.min(
                likely,
                looked.stream().filter(merge -> unanswered(merge, login)).count());
        long unseen = Math.max(0, likely - looked.size());
        Count count = Count.between(strict, strict + unseen);
        return Finding.of(count, new Evidence.Unreviewed(likely, strict));
    }

    /** A review was asked for, none came, and the author merged. */
    static boolean unanswered(JsonObject merge, String login) {
        return total(merge, "reviewRequests").orElse(0L) > 0
                && total(merge, "reviews").orElse(1L) == 0
                && login(merge, "mergedBy").filter(login::equalsIgnoreCase).isPresent();
    }
}
