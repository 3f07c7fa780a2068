package dev.cortex.local.github.rest;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.history.Issue;
import dev.cortex.local.github.history.Issues;
import dev.cortex.local.github.history.PullRequest;
import dev.cortex.local.github.history.Pulls;
import dev.cortex.local.github.history.Repository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** A user and what they did in public, in REST's form. */
final class Users {
    /** A page where {@code per_page} is not given. */
    static final int EVENTS = 30;

    private static final int EVENTS_MAX = 100;

    private Users() {}

    static Map<String, Object> profile(Account account) {
        Map<String, Object> profile = new LinkedHashMap<>(brief(account));
        profile.put("html_url", account.url());
        profile.put("type", account.kind() == Account.Kind.ORGANIZATION ? "Organization" : "User");
        profile.put("site_admin", false);
        profile.put("name", account.name());
        profile.put("company", account.company());
        profile.put("location", account.location());
        profile.put("bio", account.bio());
        profile.put(
                "public_repos",
                account.counts().repositories().own()
                        + account.counts().repositories().forks());
        profile.put("followers", account.counts().repositories().topStars() / 10);
        profile.put("created_at", text(account.createdAt()));
        profile.put("updated_at", text(account.updatedAt()));
        return profile;
    }

    private static Map<String, Object> brief(Account account) {
        return Map.of(
                "login", account.login(),
                "id", account.databaseId(),
                "node_id", account.id(),
                "avatar_url", account.avatarUrl(),
                "url", "/users/" + account.login());
    }

    /** The newest first. Stars received and answers that others accepted are not among a user's events. */
    static List<Map<String, Object>> events(Account account, int perPage) {
        int events = Math.clamp(perPage, 1, EVENTS_MAX);
        return Stream.concat(mergedPulls(account, events), closedIssues(account, events))
                .sorted(Comparator.<Map<String, Object>, String>comparing(event -> (String) event.get("created_at"))
                        .reversed())
                .limit(events)
                .toList();
    }

    private static Stream<Map<String, Object>> mergedPulls(Account account, int events) {
        return newest(Pulls.of(account).in(Set.of(PullRequest.State.MERGED)), events)
                .map(pull -> event(
                        account,
                        "PullRequestEvent",
                        pull.repository(),
                        Objects.requireNonNull(pull.mergedAt()),
                        "merged",
                        pull.number()));
    }

    private static Stream<Map<String, Object>> closedIssues(Account account, int events) {
        return newest(Issues.of(account).in(Set.of(Issue.State.CLOSED)), events)
                .map(issue -> event(
                        account,
                        "IssuesEvent",
                        issue.repository(),
                        Objects.requireNonNull(issue.closedAt()),
                        "closed",
                        issue.number()));
    }

    private static <T> Stream<T> newest(List<T> oldestFirst, int events) {
        return oldestFirst.reversed().stream().limit(events);
    }

    private static Map<String, Object> event(
            Account actor, String type, Repository repository, Instant at, String action, int number) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", Long.toString(repository.databaseId() * 10_000L + number));
        event.put("type", type);
        event.put("actor", brief(actor));
        event.put("repo", Map.of("id", repository.databaseId(), "name", repository.nameWithOwner()));
        event.put("payload", Map.of("action", action, "number", number));
        event.put("public", true);
        event.put("created_at", text(at));
        return event;
    }

    /** When the newest event happened, or the account was made. */
    static Instant lastEventAt(Account account, List<Map<String, Object>> events) {
        return events.isEmpty()
                ? account.createdAt()
                : Instant.parse((String) events.getFirst().get("created_at"));
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
