package dev.cortex.achievement.github;

import static dev.cortex.achievement.github.Fields.login;
import static dev.cortex.achievement.github.Fields.nodes;
import static dev.cortex.achievement.github.Fields.object;
import static dev.cortex.achievement.github.Fields.text;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Finding;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the last merged pull requests prove: which were written with others, and in how many public repositories they are.
 * Those out of sight may count or not, so both are bounds unless all were seen.
 */
final class RecentMerges {
    private RecentMerges() {}

    /**
     * @param merged how many there are in all
     * @param involved how many of others there are in which he took part; nothing is said of pairs without it
     */
    static Map<String, Finding> read(JsonObject user, long merged, Optional<Long> involved) {
        List<JsonObject> seen = nodes(user, "recentlyMerged").orElse(List.of());
        String login = user.getString("login");
        long paired = seen.stream().filter(merge -> paired(merge, login)).count();
        // A pull request with more commits than were looked at may still have been written with others.
        long open = seen.stream()
                .filter(merge -> !paired(merge, login) && !wholly(merge))
                .count();
        long unseen = Math.max(0, merged - seen.size());
        long repositories = seen.stream()
                .flatMap(merge -> publicRepository(merge).stream())
                .distinct()
                .count();
        Map<String, Finding> findings = new HashMap<>();
        findings.put(
                "open_sourcerer",
                Finding.of(Count.between(repositories, repositories + unseen)).outOf(Optional.of(merged)));
        involved.ifPresent(others -> findings.put(
                "pair_extraordinaire",
                Finding.of(Count.between(paired, paired + open + unseen + others))
                        .outOf(Optional.of(merged + others))));
        return findings;
    }

    private static boolean paired(JsonObject merge, String login) {
        return commits(merge).anyMatch(commit -> writtenWithOthers(commit, login));
    }

    /** The merge commit too: a squash joins the authors of all its commits there. */
    private static Stream<JsonObject> commits(JsonObject merge) {
        Stream<JsonObject> own =
                nodes(merge, "commits").orElse(List.of()).stream().flatMap(node -> object(node, "commit").stream());
        return Stream.concat(own, object(merge, "mergeCommit").stream());
    }

    /** Both must have an account: an address that GitHub knows nobody for is nobody's partner. */
    static boolean writtenWithOthers(JsonObject commit, String login) {
        List<String> authors = nodes(commit, "authors").orElse(List.of()).stream()
                .flatMap(author -> login(author, "user").stream())
                .toList();
        return authors.stream().anyMatch(login::equalsIgnoreCase)
                && !authors.stream().allMatch(login::equalsIgnoreCase);
    }

    private static boolean wholly(JsonObject merge) {
        long looked = nodes(merge, "commits").map(List::size).orElse(0);
        return Fields.total(merge, "commits").filter(all -> all <= looked).isPresent();
    }

    private static Optional<String> publicRepository(JsonObject merge) {
        return object(merge, "repository")
                .filter(repository -> !repository.getBoolean("isPrivate", true))
                .flatMap(repository -> text(repository, "nameWithOwner"));
    }
}
