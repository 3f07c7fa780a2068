package dev.cortex.local.github.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The account that belongs to a login when nobody changed it: a pure function of the login.
 *
 * <p>Prefixes choose the size: {@code new-...} has nothing yet, {@code huge-...} tens of thousands of everything, so that
 * counts pass the search cap of 1,000 and the deepest pages.
 */
public final class GeneratedAccount {
    /** The generated past ends here, on any machine and any day. */
    public static final Instant PAST_END = Instant.parse("2025-06-01T00:00:00Z");

    private static final Instant FIRST_ACCOUNT = Instant.parse("2010-01-01T00:00:00Z");
    private static final Duration SIGN_UPS = Duration.ofDays(14 * 365);

    private static final Counts NOTHING = new Counts(
            new Counts.Pulls(0, 0, 0, 0, 0, 0),
            new Counts.Issues(0, 0, -1),
            new Counts.Answers(0, 0, 0),
            new Counts.Repositories(0, 0, 0),
            0,
            new Counts.Involved(0, 0));

    /** Some achievements unlocked, some a step away, some untouched. */
    private static final Counts OCTOCAT = new Counts(
            new Counts.Pulls(118, 9, 4, 0, 11, 2),
            new Counts.Issues(37, 3, 12),
            new Counts.Answers(7, 6, 21),
            new Counts.Repositories(8, 2, 480),
            0,
            new Counts.Involved(6, 1));

    private GeneratedAccount() {}

    static Account of(String key, Account.Kind kind) {
        return new Account(key, key, kind, createdAt(key), counts(key, kind), List.of());
    }

    /** Another person, as they appear beside an account's work. */
    public static Account peer(Seed seed) {
        return of(Names.peer(seed), Account.Kind.USER);
    }

    /** An organisation that owns repositories an account works on. */
    public static Account organization(String login) {
        return of(login, Account.Kind.ORGANIZATION);
    }

    private static Instant createdAt(String key) {
        if (key.equals("octocat")) {
            return Instant.parse("2011-01-25T18:44:36Z");
        }
        double part = Seed.of(key).with("createdAt").fraction();
        return FIRST_ACCOUNT.plusSeconds((long) (SIGN_UPS.toSeconds() * part));
    }

    private static Counts counts(String key, Account.Kind kind) {
        if (kind != Account.Kind.USER || key.startsWith("new-")) {
            return NOTHING;
        }
        if (key.equals("octocat")) {
            return OCTOCAT;
        }
        Seed seed = Seed.of(key);
        boolean huge = key.startsWith("huge-");
        return new Counts(
                pulls(seed.with("pulls"), huge),
                issues(seed.with("issues"), huge),
                answers(seed.with("answers"), huge),
                repositories(seed.with("repositories"), huge),
                seed.with("sponsors").chance(0.2)
                        ? 1 + seed.with("sponsorships").below(5)
                        : 0,
                involved(seed.with("involved"), huge));
    }

    private static Counts.Pulls pulls(Seed seed, boolean huge) {
        int merged = huge
                ? 20_000 + seed.with("merged").below(30_000)
                : seed.with("merged").logarithmic(2_000);
        int coauthored = (int) (merged * 0.15 * seed.with("coauthored").fraction());
        int unreviewed = (int) (merged * 0.4 * seed.with("unreviewed").fraction());
        int yolo = seed.with("yolo").chance(0.3)
                ? Math.min(unreviewed, 1 + seed.with("yolos").below(3))
                : 0;
        int closed = (int) (merged * 0.2 * seed.with("closed").fraction());
        return new Counts.Pulls(
                merged, coauthored, unreviewed, yolo, closed, seed.with("open").below(6));
    }

    private static Counts.Involved involved(Seed seed, boolean huge) {
        int pulls = huge
                ? 1_500 + seed.with("pulls").below(2_000)
                : seed.with("pulls").logarithmic(300);
        return new Counts.Involved(
                pulls, (int) (pulls * 0.1 * seed.with("coauthored").fraction()));
    }

    private static Counts.Issues issues(Seed seed, boolean huge) {
        int closed = huge
                ? 5_000 + seed.with("closed").below(10_000)
                : seed.with("closed").logarithmic(400);
        int quickdraw = closed > 0 && seed.with("quick").chance(0.35)
                ? seed.with("quickdraw").below(huge ? closed : Math.min(closed, 100))
                : -1;
        return new Counts.Issues(closed, seed.with("open").below(12), quickdraw);
    }

    private static Counts.Answers answers(Seed seed, boolean huge) {
        int accepted = huge
                ? 1_100 + seed.with("accepted").below(900)
                : seed.with("answers").chance(0.35) ? 1 + seed.with("accepted").logarithmic(50) : 0;
        int doubtful = seed.with("doubtful").below(accepted / 3 + 1);
        return new Counts.Answers(
                accepted, accepted - doubtful, accepted * 2 + seed.with("other").below(10));
    }

    private static Counts.Repositories repositories(Seed seed, boolean huge) {
        int own = huge ? 800 : 1 + seed.with("own").below(40);
        double fame = seed.with("fame").fraction();
        int topStars = huge ? 5_000 + seed.with("stars").below(90_000) : (int) (Math.exp(fame * fame * 8.7) - 1);
        return new Counts.Repositories(own, seed.with("forks").below(20), topStars);
    }
}
