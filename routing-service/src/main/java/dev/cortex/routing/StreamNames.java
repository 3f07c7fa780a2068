package dev.cortex.routing;

/** The streams and keys in Redis that this service shares with others. */
public final class StreamNames {
    /** Tasks that wait for a decision; from worker-service. */
    public static final String SUBMITTED = "cortex.tasks.submitted";

    /** Tasks decided for one expert; followed by the expert's id. */
    public static final String TASKS_OF = "cortex.tasks.";

    /** Every decision, for worker-service. */
    public static final String DECISIONS = "cortex.decisions";

    /** What became of tasks; from worker-service. */
    public static final String OUTCOMES = "cortex.outcomes";

    /** Tells the other replicas that the log in PostgreSQL has grown. */
    public static final String LOG_GREW = "cortex.routing.log";

    /** Spaces that began to be wrong more often than they were; for people and their tools. */
    public static final String ALARMS = "cortex.routing.alarms";

    /** The set of the experts that have a stream. */
    public static final String EXPERTS = "cortex:routing:experts";

    /** Whom workers serve; from worker-service. */
    public static final String SERVING = "cortex:workers:serving";

    public static final String GROUP = "routing";

    private StreamNames() {}

    public static String tasksOf(String expert) {
        return TASKS_OF + expert;
    }
}
