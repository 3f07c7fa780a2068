package dev.cortex.achievement;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What can be set for the achievement-service, under {@code cortex.achievement}. */
@ConfigMapping(prefix = "cortex.achievement")
public interface AchievementConfig {
    GitHub github();

    Freshness freshness();

    Feed feed();

    Flight flight();

    Redis redis();

    Store store();

    Summary summary();

    Batch batch();

    Webhook webhook();

    Unlocks unlocks();

    Outgoing outgoing();

    Scan scan();

    Tasks tasks();

    Force force();

    Team team();

    Forecast forecast();

    /** Whose progress is told where no {@code username} is given. Without it the parameter is required. */
    Optional<String> defaultUsername();

    /** The name of this replica among its equals; part of the consumer's name on streams. */
    @WithDefault("achievement")
    String replica();

    /** GitHub, or what stands in for it. */
    interface GitHub {
        /** Base URL: GraphQL is at {@code /graphql} below it, REST beside. */
        @WithDefault("https://api.github.com")
        URI url();

        /**
         * Tokens that pay for requests; each should be of another account, because all tokens of one account share one
         * budget. None: only what is stored can be told, unless GitHub is the simulator on this machine.
         */
        Optional<List<String>> tokens();

        /**
         * GitHub ends its own work after 10 s. Shorter: huge accounts never succeed. Longer: people wait for an answer
         * that does not come.
         */
        @WithDefault("11s")
        Duration timeout();

        /**
         * Requests at once of this replica, three of four of which may be such that nobody waits for. Too many: threads and
         * connections for nothing, since the accounts' own bound holds. Too few: people wait in line.
         */
        @WithDefault("40")
        @Min(1)
        @Max(100)
        int concurrencyMax();

        /** Requests that may wait for a place, of people and of others each; more are told at once that we are busy. */
        @WithDefault("2000")
        @Min(1)
        int waitingMax();

        /** How often a request that GitHub answered with 502 is sent again. */
        @WithDefault("1")
        @Min(0)
        @Max(5)
        int retriesMax();

        /** First pause before such a repeat; the pauses grow and are spread by half. */
        @WithDefault("200ms")
        Duration retryPause();

        Breaker breaker();

        Budget budget();

        App app();
    }

    /** A GitHub App: each of its installations is an account of its own, beside the tokens. */
    interface App {
        /** The App's id, or its client id. None: there is no App. */
        Optional<String> id();

        /** The numbers of the installations that pay. */
        Optional<List<String>> installations();

        /** Where the App's private key is, in PEM. */
        Optional<String> keyFile();
    }

    /** How the points of the tokens are shared out, over all replicas. */
    interface Budget {
        /**
         * This part of every token's points is for people who wait; batches, renewals behind old answers and scans end there.
         * Too small: a batch leaves people without an answer. Too large: points are given back unused every hour.
         */
        @WithDefault("0.1")
        @DecimalMin("0")
        @DecimalMax("0.9")
        double reserve();

        /**
         * This part of GitHub's points of a minute (2,000 for GraphQL, 900 for REST) is used. Closer to 1: whoever else uses
         * the account meets secondary limits.
         */
        @WithDefault("0.9")
        @DecimalMin("0.1")
        @DecimalMax("1")
        double minute();

        /**
         * Requests at once of one account, over all replicas; GitHub allows 100. Three of four may be such that nobody waits
         * for.
         */
        @WithDefault("90")
        @Min(1)
        @Max(100)
        int concurrencyMax();

        /**
         * After so long a request gives its place back though its replica never said how it went. Shorter than GitHub's
         * timeout: more than GitHub allows at once. Longer: a killed replica blocks its places longer.
         */
        @WithDefault("30s")
        Duration lease();

        /**
         * What one replica may use of every token while Redis is away and nobody can agree: 1 by the number of replicas. Too
         * large: together they spend more than there is, and GitHub says no. Too small: points are left.
         */
        @WithDefault("0.5")
        @DecimalMin("0.01")
        @DecimalMax("1")
        double shareAlone();
    }

    /** Keeps requests back while GitHub is down. */
    interface Breaker {
        /** Requests that are looked back at. Too small: two bad moments close the door. Too large: it closes late. */
        @WithDefault("20")
        @Min(2)
        int window();

        /** It opens when this share of them failed. */
        @WithDefault("0.5")
        double failureRatio();

        /** How long it stays open before one request is tried. Longer: GitHub is back and we do not know. */
        @WithDefault("5s")
        Duration pause();
    }

    /** How old an answer may be. */
    interface Freshness {
        /** So long an answer counts as fresh. Shorter costs points, longer shows older numbers. */
        @WithDefault("5m")
        Duration ttl();

        /** Up to so much is added to the TTL by chance, so that what was asked together does not expire together. */
        @WithDefault("30s")
        Duration jitter();

        /** So long after the TTL an old answer is given at once, marked stale, while a new one is fetched. */
        @WithDefault("1m")
        Duration whileRevalidate();

        /** So old an answer may be when GitHub fails. Too small: an outage of GitHub becomes an outage of ours. */
        @WithDefault("30d")
        Duration ifError();

        /** So long an unknown user stays unknown without asking again. Too long: a new user waits. */
        @WithDefault("1m")
        Duration unknown();

        /** So long a failed flight is not repeated for the same user. Too long: a short hiccup is felt longer. */
        @WithDefault("2s")
        Duration failed();
    }

    /** The event feed as a change detector: users without public activity stay fresh without costing a point. */
    interface Feed {
        /**
         * So old an answer may become by hearing of no activity. The feed lags by up to 6 hours and does not show everything
         * (stars received, answers accepted by others): longer shows older numbers as fresh. 0 turns the detector off.
         */
        @WithDefault("24h")
        Duration ageMax();

        /** Events of so shortly before an answer may be missing in its numbers. Too small: they stay missing. */
        @WithDefault("1m")
        Duration margin();

        /** After so long the feed is not waited for. Longer: people wait for a hint. Shorter: it costs a point. */
        @WithDefault("3s")
        Duration timeout();

        /** Feeds of one batch that are read at once. Too many: people wait behind them. */
        @WithDefault("24")
        @Min(1)
        int atOnce();

        /** After so long a batch looks at no more feeds and asks for the users left. Longer: the call takes longer. */
        @WithDefault("15s")
        Duration batchTimeMax();

        /** So long the ETag of a feed is kept. Shorter: a feed is read anew, for a point of the REST budget. */
        @WithDefault("7d")
        Duration keptFor();
    }

    /** One request for one user over all replicas. */
    interface Flight {
        /**
         * After so long another replica may start its own flight, because the first one is taken for dead. Longer than
         * GitHub's timeout with its repeats.
         */
        @WithDefault("25s")
        Duration lease();

        /** How long a replica waits for the flight of another before it starts its own. */
        @WithDefault("12s")
        Duration patience();

        /** How often it looks whether the other has landed; the first looks come sooner. */
        @WithDefault("100ms")
        Duration lookEvery();
    }

    /** Redis is warmth: without it the answers are the same and cost more. */
    interface Redis {
        /**
         * After so long Redis counts as down for this command; one that is gone is noticed at once. Too small: a pause of
         * Redis, or of a JVM that has just started, lets two replicas ask GitHub for the same user. Too large: people wait
         * for a Redis that hangs.
         */
        @WithDefault("1s")
        Duration timeout();

        /**
         * Users whose kept answer is remembered as it was read, by its text: some 10 KB each. Fewer: the same text is parsed
         * again and again. More: memory.
         */
        @WithDefault("1000")
        @Min(0)
        long readMax();
    }

    /** PostgreSQL. */
    interface Store {
        /** How long a database that is still starting is waited for. Too short: started together, the service fails. */
        @WithDefault("60s")
        Duration patience();

        /**
         * Users written by one transaction. Fewer: many small transactions for a large batch. More: each holds its users'
         * rows for longer, and a failure repeats more.
         */
        @WithDefault("100")
        @Min(1)
        @Max(1000)
        int joinBatch();

        /**
         * So long an observation is kept after it was made; the latest of each achievement for good. Shorter: the history
         * begins later. Longer: more rows.
         */
        @WithDefault("730d")
        Duration observationsKept();

        /** So long it is kept that a user was looked at. */
        @WithDefault("90d")
        Duration refreshesKept();

        /** How often what is older is looked for. */
        @WithDefault("1h")
        Duration forgetEvery();

        /** Rows forgotten by one transaction. More: others wait for it. Fewer: it takes longer. */
        @WithDefault("2000")
        @Min(1)
        @Max(100000)
        int forgetPage();
    }

    /** The materialized view of all users. */
    interface Summary {
        /** Changes of so long are shown by one refresh. Shorter: more work for the database. */
        @WithDefault("2s")
        Duration refreshDelay();

        /**
         * The share of the time that refreshes may take, over all replicas: one that took a second is followed by a pause of
         * nine. Larger: with very many users the database does little else. Smaller: the view lags further behind.
         */
        @WithDefault("0.1")
        @DecimalMin("0.001")
        @DecimalMax("1")
        double refreshShare();

        /** No pause is longer than this, however long a refresh takes. */
        @WithDefault("5m")
        Duration refreshDelayMax();
    }

    /** Many users by one call. */
    interface Batch {
        /** Users of one call; more are refused. Each takes some 10 KB while the call lasts, half of it in the answer. */
        @WithDefault("10000")
        @Min(1)
        int usersMax();

        /** Users of all calls under way on this replica; a call beyond it is told to come back. Bounds the memory. */
        @WithDefault("20000")
        @Min(1)
        int usersUnderWayMax();

        /**
         * After so long a call asks GitHub for nobody more and tells the rest as it was known. Longer than the gateway
         * waits: the whole answer is lost.
         */
        @WithDefault("45s")
        Duration timeMax();

        /**
         * Users in one request to GitHub at most; the cost rule picks the size below it that wastes least. Too many: GitHub's
         * 10 s are over before the answer is ready, and requests are halved.
         */
        @WithDefault("100")
        @Min(1)
        @Max(100)
        int usersPerRequest();

        /** Requests of one call that are under way at once. Too many: people wait behind them. Too few: a call takes long. */
        @WithDefault("4")
        @Min(1)
        int requestsAtOnce();
    }

    /** What GitHub delivers to us. */
    interface Webhook {
        /** Shared with GitHub; it signs every delivery with it. None: no delivery is taken. */
        Optional<String> secret();

        /**
         * So long a delivery is known again when it comes twice. GitHub lets one be delivered again for three days.
         * Shorter: a repeat costs a point. Longer: more rows.
         */
        @WithDefault("7d")
        Duration remembered();

        /**
         * By how much GitHub's clock and ours may differ. Smaller than they do: an event that the last answer had in it is
         * counted twice until the next. Larger: soon after an answer, events cost a question instead of being counted.
         */
        @WithDefault("500ms")
        Duration clockSkew();

        /**
         * How long after an event GitHub's answers may not have it in them. Shorter than they do: an event is missing until
         * the next answer. Longer: soon after an event, an answer leaves the count uncertain by one.
         */
        @WithDefault("2s")
        Duration answersLag();

        /** So long GitHub waits at most until a delivery is settled; it is safe already, and settled after the answer. */
        @WithDefault("100ms")
        Duration answerWithin();

        /** Deliveries that are settled at once; each holds a connection of the database for a moment. */
        @WithDefault("8")
        @Min(1)
        int settledAtOnce();

        /** Deliveries that may wait to be settled; what comes beyond that waits for the sweep. */
        @WithDefault("1000")
        @Min(1)
        int waitingMax();

        /** How often what was left unsettled is looked for. Longer: after a failure old numbers stay longer. */
        @WithDefault("10s")
        Duration sweepEvery();
    }

    /** Tiers that were reached, and who listens. */
    interface Unlocks {
        /** How often what was left untold is looked for. Longer: after a failure it is told later. */
        @WithDefault("5s")
        Duration sweepEvery();

        /** A listener looks this often even when nothing was heard over Redis. Shorter: more queries a listener. */
        @WithDefault("5s")
        Duration lookEvery();

        /** So often a quiet listener gets a comment. Longer than what stands between waits: connections are closed. */
        @WithDefault("15s")
        Duration heartbeat();

        /** Listeners at once of this replica; more are refused with 503. Each costs a small query an unlock. */
        @WithDefault("200")
        @Min(1)
        int listenersMax();
    }

    /** Requests of ours to those who subscribed to unlocks. */
    interface Outgoing {
        /** {@code host} or {@code host:port}: all that may subscribe. None: nobody. */
        Optional<List<String>> allowedHosts();

        /** How many may subscribe, over all replicas. */
        @WithDefault("100")
        @Min(1)
        int subscriptionsMax();

        /** So long an answer is waited for. Shorter: slow ones hear twice. Longer: they hold up others. */
        @WithDefault("10s")
        Duration timeout();

        /** Requests of this replica under way at once. */
        @WithDefault("16")
        @Min(1)
        @Max(1000)
        int sentAtOnce();

        /** How often one is tried, the first included. With the pauses below, 12 attempts take about 5 hours. */
        @WithDefault("12")
        @Min(1)
        @Max(30)
        int attemptsMax();

        /** After the first failure; doubles with each, spread by half. */
        @WithDefault("5s")
        Duration firstPause();

        /** No pause is longer. */
        @WithDefault("1h")
        Duration pauseMax();

        /** How often what is due is looked for. */
        @WithDefault("2s")
        Duration lookEvery();

        /** So long one that is over is remembered. */
        @WithDefault("7d")
        Duration kept();
    }

    /** Deep scans. They are paid in the background, and only for those who ask. */
    interface Scan {
        /** Whether everyone whose progress is read is scanned too. It costs about 4 points for 100 merged pull requests. */
        @WithDefault("false")
        boolean automatic();

        /** So long after the last one nobody is scanned again by himself. Shorter: more points for less news. */
        @WithDefault("1d")
        Duration again();

        /** So long after one was completed a request does not begin another. Shorter: impatient people cost points. */
        @WithDefault("10s")
        Duration cooldown();

        /** Scans of this replica at once; each has one request to GitHub under way. Too many: people wait in line with them. */
        @WithDefault("2")
        @Min(1)
        @Max(20)
        int atOnce();

        /**
         * So long without a page a scan is taken for left by a dead replica. Shorter than a page with its retries takes: two
         * replicas read the same page, and one does so in vain. Longer: after a crash it waits.
         */
        @WithDefault("1m")
        Duration lease();

        /** How often scans that are due are looked for. Longer: one that rested or was left goes on later. */
        @WithDefault("5s")
        Duration sweepEvery();
    }

    /** worker-service, which does what a plan or a workflow asks for. */
    interface Tasks {
        /** Base URL; tasks are submitted at {@code /api/tasks} below it. */
        @WithDefault("http://127.0.0.1:8083")
        URI url();

        /** For one attempt. Shorter: a busy intake looks like one that is away. Longer: people wait for a 503. */
        @WithDefault("3s")
        Duration timeout();

        /** How often an order is sent again when worker-service did not answer; only orders whose repeat is the same task. */
        @WithDefault("2")
        @Min(0)
        @Max(5)
        int retriesMax();

        /** Pause before such a repeat, spread by half. Longer: people wait. Shorter: a restart is not survived. */
        @WithDefault("150ms")
        Duration retryPause();

        /** Connections to it. Fewer: orders wait in line. */
        @WithDefault("16")
        @Min(1)
        int concurrencyMax();

        /** Orders that may wait for a connection; more are told at once to come back. */
        @WithDefault("256")
        @Min(1)
        int waitingMax();

        Breaker breaker();
    }

    /** Who may ask GitHub again before it is time, and how often. */
    interface Force {
        /**
         * Names of the gateway's keys that may; {@code *} is everyone. A caller behind the gateway's back, such as a
         * worker, always may.
         */
        @WithDefault("*")
        List<String> allowed();

        /**
         * What was fetched within so long answers a forced request too. 0: every one costs a point, and a loop of one
         * client spends the budget of all. Too long: who waits for a change does not see it.
         */
        @WithDefault("10s")
        Duration floor();
    }

    /** Many users side by side. */
    interface Team {
        /** Members of one leaderboard or wall; of a larger organisation the rest is left out, and the answer says so. */
        @WithDefault("500")
        @Min(1)
        @Max(5000)
        int membersMax();

        /** Users that a wall shows, the best of them. More: a picture that nobody can read. */
        @WithDefault("24")
        @Min(1)
        @Max(200)
        int wallMax();

        /**
         * So long an answer waits for members of whom nothing is known yet; they are listed as pending after that, and fetched
         * all the same. Shorter: incomplete answers. Longer: people wait.
         */
        @WithDefault("8s")
        Duration patience();

        /** So long the members of an organisation are not asked for again. Longer: newcomers show late. */
        @WithDefault("10m")
        Duration membersKept();

        /** Organisations whose members are kept at once. */
        @WithDefault("256")
        @Min(1)
        int organizationsKept();
    }

    /** When the next tier will be reached. */
    interface Forecast {
        /** Below so much history nothing is foretold. Shorter: guesses. Longer: newcomers hear nothing. */
        @WithDefault("7d")
        Duration historyMin();

        /** Below so many counted events nothing is foretold; the interval would be as wide as life. */
        @WithDefault("3")
        @Min(1)
        int eventsMin();

        /** What is so old weighs half. Shorter: follows a change of habit sooner, with wider intervals. */
        @WithDefault("90d")
        Duration halfLife();

        /** How often the interval should hold the truth. */
        @WithDefault("0.8")
        double level();

        /** Observations of one user that are looked at, the latest ones. */
        @WithDefault("2000")
        @Min(10)
        int observationsMax();
    }
}
