package dev.cortex.worker;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration of worker-service, both roles. */
@ConfigMapping(prefix = "cortex.worker")
public interface WorkerConfig {
    /** {@code pool} takes tasks in and keeps the workers, {@code worker} claims and executes. */
    @WithDefault("pool")
    Role role();

    /** A name for this process, unique among all that run; in task attempts and leases. Default: host name and pid. */
    Optional<String> id();

    /**
     * Above this working set a worker is replaced. Too small: a fresh worker is already above it, which raises an alarm
     * instead of a replacement. Too large: the machine runs out of memory first.
     */
    @WithDefault("500M")
    MemorySize memoryLimit();

    /**
     * The experts whose tasks workers take ({@code CORTEX_WORKER_EXPERTS}); without it, all. Tasks of an expert that no
     * worker serves wait, and the router gives it no new ones.
     */
    Optional<List<String>> experts();

    /** The database, {@code postgresql://user:password@host:port/database}; passed on to child processes. */
    String postgresUrl();

    /** {@code redis://host:port}; passed on to child processes. */
    String redisUrl();

    /** How long a database that is still starting is waited for. */
    @WithDefault("30s")
    Duration databasePatience();

    Intake intake();

    Execution execution();

    Retry retry();

    Sweep sweep();

    Leader leader();

    Pool pool();

    Heartbeat heartbeat();

    Child child();

    Events events();

    Executors executors();

    enum Role {
        POOL,
        WORKER
    }

    /** What is accepted. */
    interface Intake {
        /** Of one task. Larger ones are refused with 413; the database keeps them all, so large is costly. */
        @WithDefault("256K")
        MemorySize payloadMax();

        /** Of one request with one task, or of one line of a batch. */
        @WithDefault("512K")
        MemorySize bodyMax();

        @WithDefault("4000")
        int descriptionCharsMax();

        /** Of one batch; a longer one is cut off there and says so. */
        @WithDefault("100000")
        int batchLinesMax();

        /** Inserted by one statement. Small costs round trips, large memory and latency of the first. */
        @WithDefault("500")
        int batchChunk();

        /** Rejected lines that an answer lists; more are only counted. */
        @WithDefault("1000")
        int batchRejectedMax();

        @WithDefault("30s")
        Duration timeoutDefault();

        /** Longer tasks would hold one of a worker's few places for too long. */
        @WithDefault("1h")
        Duration timeoutMax();

        @WithDefault("5")
        int attemptsDefault();

        @WithDefault("100")
        int attemptsMax();
    }

    /** How a worker runs tasks. */
    interface Execution {
        /** Tasks at once. Small leaves a waiting worker idle, large lets slow tasks share too little of it. */
        @WithDefault("10")
        int concurrency();

        /**
         * How long a claimed task is this worker's without renewal (every third of it). Short: a pause of the process
         * loses tasks that run well. Long: tasks of a machine that vanished wait so long; those of a child process that
         * ended do not, its end is seen at once.
         */
        @WithDefault("10s")
        Duration lease();

        /** An entry without a verdict for so long is read by another worker, which then finds the task claimed. */
        @WithDefault("60s")
        Duration entryLease();

        /** How long one read of the streams waits. */
        @WithDefault("1s")
        Duration readBlock();

        /** How often the list of experts is read. */
        @WithDefault("1s")
        Duration expertsInterval();

        /** How often a worker says whom it serves. Large: it is missed, and its experts get no tasks for a while. */
        @WithDefault("2s")
        Duration servingInterval();

        /** On a stop, how long running tasks may go on before they are handed back. */
        @WithDefault("3s")
        Duration stopGrace();
    }

    /** When a failed task runs again: exponential backoff with full jitter. */
    interface Retry {
        /** Upper bound of the first wait. Small hammers what just failed. */
        @WithDefault("500ms")
        Duration base();

        /** Upper bound of every wait. Large makes recovery from a long outage slow. */
        @WithDefault("5m")
        Duration max();
    }

    /** How soon what got lost is found. */
    interface Sweep {
        /** Between two looks. Small costs statements, large is added to every due retry. */
        @WithDefault("250ms")
        Duration interval();

        /** Rows at once, so that no statement is long. */
        @WithDefault("500")
        int batch();

        /**
         * A published row that nobody claimed is published again after this, then after twice as long and so on. Small
         * doubles the traffic while there is a backlog, large delays a task whose entry alone was lost.
         */
        @WithDefault("60s")
        Duration republish();

        /** The longest of these waits. */
        @WithDefault("15m")
        Duration republishMax();

        /** After so many publications a routed task is routed anew: its expert may have no workers any more. */
        @WithDefault("4")
        int rerouteAfter();

        /** An outcome not yet on the stream after this is published by the sweeper. */
        @WithDefault("3s")
        Duration outcomeAfter();
    }

    /** The lease by which one of several replicas leads. */
    interface Leader {
        /** Without renewal (every third of it) another replica leads after this. */
        @WithDefault("5s")
        Duration lease();
    }

    /** How many workers, and when they are replaced. */
    interface Pool {
        /** Wished workers that claim; what was set by the API is kept in the database and wins. */
        @WithDefault("2")
        int active();

        /** Wished workers parked behind them. 0 saves their memory and makes every replacement wait for a start. */
        @WithDefault("1")
        int warm();

        /** Between two looks at the workers; a worker's end is seen at once. */
        @WithDefault("250ms")
        Duration interval();

        /** Between two measurements of memory and processor. */
        @WithDefault("2s")
        Duration measureInterval();

        /** Between two replacements by plan. Small lets a common cause empty the pool. */
        @WithDefault("10s")
        Duration recycleFloor();

        @WithDefault("24h")
        Duration ageMax();

        @WithDefault("1000000")
        long tasksMax();

        @WithDefault("60s")
        Duration startMax();

        /** How long a draining worker may take; then it is ended and its tasks run again elsewhere. */
        @WithDefault("2m")
        Duration drainMax();

        @WithDefault("10s")
        Duration stopMax();

        /** Starting is bound by processors: more at once only makes each slower. */
        @WithDefault("3")
        int startsAtOnce();

        /** Wait before the start that follows a second failure; doubles with each further one. */
        @WithDefault("500ms")
        Duration failureBackoff();

        /** So many failures within the window open the breaker: starts become rare and an alarm is raised. */
        @WithDefault("5")
        int failuresMax();

        @WithDefault("300s")
        Duration failureWindow();

        @WithDefault("30s")
        Duration breakerOpen();
    }

    /** A worker's sign of life. */
    interface Heartbeat {
        @WithDefault("1s")
        Duration interval();

        /**
         * Silent for longer, a worker is replaced. Short: one that merely waits for a processor is. Long: its place is
         * taken late; its tasks are not, their leases end much earlier.
         */
        @WithDefault("20s")
        Duration max();
    }

    /** Workers as child processes of the pool. */
    interface Child {
        /** The jar to run; by default the one that this process runs. */
        Optional<String> jar();

        @WithDefault("-XX:+UseSerialGC -Xmx128m -XX:+UseCompactObjectHeaders")
        String javaOptions();

        /** Where the logs of the workers go. */
        @WithDefault("logs")
        String logDir();

        /** An AOT cache for the workers; used when the file exists. */
        Optional<String> aotCache();

        /** Set for a child: its orders come over its standard input, and it ends when that does. */
        @WithDefault("false")
        boolean attached();
    }

    /** Followers of tasks. */
    interface Events {
        /** A follower's task is looked at this often even when nothing was heard of it. */
        @WithDefault("2s")
        Duration pollInterval();

        /** Pokes are gathered this long, so that a burst costs one look. */
        @WithDefault("100ms")
        Duration gather();

        /** Followers at once in this process; more are refused with 503. */
        @WithDefault("1000")
        int followersMax();
    }

    /** The executors. */
    interface Executors {
        /** Base URLs of achievement-service, tried in turn. */
        List<String> achievementUrls();

        /** {@code host} or {@code host:port}: all that http.request may talk to. Empty: nothing. */
        Optional<List<String>> httpAllowedHosts();

        /** GitHub's REST API. */
        String githubUrl();

        /** The first one is used. Without one, tasks that write to GitHub fail. */
        Optional<List<String>> githubTokens();

        /**
         * Between two writes on GitHub, over all workers. GitHub asks for a second; a tenth more is for what the network
         * adds. Shorter: its secondary limit closes the account for minutes.
         */
        @WithDefault("1100ms")
        Duration githubWritePause();

        /** Of an answer that an executor reads. */
        @WithDefault("1M")
        MemorySize answerMax();

        /** Of an answer that becomes part of a task's result. */
        @WithDefault("64K")
        MemorySize resultMax();

        /** What noop tasks may hold on to for ever, to show what happens to a leaking worker. 0 forbids it. */
        @WithDefault("0")
        MemorySize leakMax();
    }
}
