package dev.cortex.local.github.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Accounts;
import dev.cortex.local.github.account.Counts;
import dev.cortex.local.github.account.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Histories have exactly what the counts say, in order of time. */
class HistoryTest {
    private static final Duration QUICK = Duration.ofMinutes(5);

    private final Accounts accounts = new Accounts();

    private Account user(String login) {
        return accounts.user(login).orElseThrow();
    }

    @Test
    void marksAreSpreadExactly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            int count = random.nextInt(2_000);
            int marked = random.nextInt(count + 1);
            int found = 0;
            for (int index = 0; index < count; index++) {
                assertEquals(found, Spread.markedUpTo(index, marked, count), "seed " + seed);
                if (Spread.isMarked(index, marked, count)) {
                    assertEquals(index, Spread.indexOfMarked(found, marked, count), "seed " + seed);
                    found++;
                }
            }
            assertEquals(marked, found, "seed " + seed);
        }
    }

    @Test
    void pullRequestsAreWhatTheCountsSay() {
        for (int i = 0; i < 200; i++) {
            Account account = user("person-" + i);
            Counts.Pulls counts = account.counts().pulls();
            List<PullRequest> merged = Pulls.of(account).in(Set.of(PullRequest.State.MERGED));
            assertEquals(counts.merged(), merged.size());
            assertEquals(
                    counts.coauthored(),
                    merged.stream().filter(pull -> pull.traits().coauthored()).count());
            assertEquals(
                    counts.unreviewed(),
                    merged.stream().filter(pull -> !pull.traits().reviewed()).count());
            assertEquals(
                    counts.yolo(),
                    merged.stream().filter(pull -> pull.traits().yolo()).count());
            assertEquals(
                    counts.merged() + counts.closed() + counts.open(),
                    Pulls.of(account).in(EnumSet.allOf(PullRequest.State.class)).size());
        }
    }

    @Test
    void unreviewedMergesAreFoundDirectlyAndCompletely() {
        Account grown = user("octocat")
                .grown(List.of(
                        new Growth.MergedPull(Instant.parse("2026-01-01T00:00:00Z"), false, true, false),
                        new Growth.MergedPull(Instant.parse("2026-01-02T00:00:00Z"), false, false, true)));
        for (Account account : List.of(grown, user("huge-mona"), user("new-one"), user("person-7"))) {
            List<PullRequest> one = Pulls.of(account).mergedUnreviewed();
            List<PullRequest> other = Pulls.of(account).in(Set.of(PullRequest.State.MERGED)).stream()
                    .filter(pull -> !pull.traits().reviewed())
                    .toList();
            assertEquals(other, one, account.login());
        }
    }

    @Test
    void pullRequestsOfOthersNameTheGuestAsOftenAsTheCountsSay() {
        for (String login : List.of("octocat", "huge-mona", "person-3", "person-4", "new-one")) {
            Account account = user(login);
            Counts.Involved counts = account.counts().involved();
            List<PullRequest> involving = Pulls.of(account).involving();
            assertEquals(counts.pulls(), involving.size());
            assertEquals(
                    counts.coauthored(),
                    involving.stream()
                            .filter(pull -> commits(pull).anyMatch(commit -> commit.authors().stream()
                                    .anyMatch(actor -> actor.user() != null
                                            && actor.user().login().equals(login))))
                            .count());
            inOrder(involving.stream().map(PullRequest::createdAt).toList());
        }
    }

    private static Stream<Commit> commits(PullRequest pull) {
        return Stream.concat(pull.commits().stream(), Stream.ofNullable(pull.mergeCommit()));
    }

    @Test
    void somePullRequestsHaveMoreCommitsThanAPage() {
        List<PullRequest> merged = Pulls.of(user("huge-mona")).in(Set.of(PullRequest.State.MERGED));
        assertTrue(merged.stream()
                .anyMatch(pull -> pull.commits().size() > 100 && pull.traits().coauthored()));
    }

    @Test
    void everyListIsInOrderOfCreation() {
        for (String login : List.of("octocat", "huge-mona", "person-1", "person-2", "new-one")) {
            Account account = user(login);
            inOrder(Pulls.of(account).in(Set.of(PullRequest.State.MERGED)).stream()
                    .map(PullRequest::createdAt)
                    .toList());
            inOrder(Pulls.of(account).in(EnumSet.allOf(PullRequest.State.class)).stream()
                    .map(PullRequest::createdAt)
                    .toList());
            inOrder(Issues.of(account).in(EnumSet.allOf(Issue.State.class)).stream()
                    .map(Issue::createdAt)
                    .toList());
            inOrder(Answers.of(account, false).stream().map(Answer::createdAt).toList());
        }
    }

    private static void inOrder(List<Instant> times) {
        assertEquals(times.stream().sorted().toList(), times);
    }

    @Test
    void exactlyTheQuickdrawIsClosedWithinFiveMinutes() {
        for (int i = 0; i < 300; i++) {
            Account account = user("person-" + i);
            List<Issue> closed = Issues.of(account).in(Set.of(Issue.State.CLOSED));
            List<Integer> quick = closed.stream()
                    .filter(issue -> Duration.between(issue.createdAt(), issue.closedAt())
                                    .compareTo(QUICK)
                            <= 0)
                    .map(issue -> closed.size() - 1 - issue.index())
                    .toList();
            int expected = account.counts().issues().quickdraw();
            assertEquals(expected < 0 ? List.of() : List.of(expected), quick, account.login());
            assertTrue(Pulls.of(account).in(Set.of(PullRequest.State.CLOSED)).stream()
                    .allMatch(pull ->
                            Duration.between(pull.createdAt(), pull.closedAt()).compareTo(QUICK) > 0));
        }
    }

    @Test
    void strictAnswersPassEveryDoubt() {
        for (int i = 0; i < 300; i++) {
            Account account = user("person-" + i);
            List<Answer> accepted = Answers.of(account, true);
            long strict = accepted.stream()
                    .map(Answer::discussion)
                    .filter(discussion -> !discussion.author().id().equals(account.id()))
                    .filter(discussion -> !account.equals(discussion.answerChosenBy()))
                    .filter(discussion -> !discussion.repository().isPrivate())
                    .filter(discussion ->
                            !discussion.repository().owner().login().equals("community"))
                    .count();
            assertEquals(account.counts().answers().accepted(), accepted.size());
            assertEquals(account.counts().answers().strict(), strict, account.login());
        }
    }

    @Test
    void theFirstOwnRepositoryIsTheMostStarred() {
        for (int i = 0; i < 300; i++) {
            Account account = user("person-" + i);
            int most = Repositories.ownedBy(account).stream()
                    .mapToInt(Repository::stargazerCount)
                    .max()
                    .orElse(0);
            assertEquals(account.counts().repositories().topStars(), most);
        }
    }
}
