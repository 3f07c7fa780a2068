package dev.cortex.routing.outcome;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.space.LogEntry;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one order of everything that changes a router, kept by the database: a router is what comes out of reading it from
 * the start.
 */
public interface OutcomeLog {
    /**
     * Appends those whose task has not been judged yet, in the order given. A person's word is taken even when the
     * stream has told of the task before, and nothing from the stream after it.
     */
    Uni<Appended> append(List<Outcome> outcomes);

    /** What people said about those of the tasks that they judged, by task. */
    Uni<Map<String, Judgement>> said(String space, Set<String> tasks);

    /** @return the last place in the log, after the changes */
    Uni<Long> append(ExpertChange change);

    /** @return the place of the change in the log */
    Uni<Long> append(ModelChange change);

    /**
     * Appends the definitions whose expert the space's log never mentioned.
     *
     * @return the last place in the log
     */
    Uni<Long> introduce(String space, List<Expert> experts);

    /**
     * Appends the definitions that say something else than the last one of their expert in the log.
     *
     * @param experts none twice
     * @return the last place in the log
     */
    Uni<Long> merge(String space, List<Expert> experts);

    /** The entries after {@code after}, in order, not beyond {@code after + limit}. */
    Uni<Page> read(long after, int limit);

    /**
     * One space's entries after {@code after} and not beyond {@code end}, in order, about {@code limit} of them; its
     * {@link Page#to} is where the next page starts.
     */
    Uni<Page> readOf(String space, long after, long end, int limit);

    /** The last place in the log. */
    Uni<Long> head();

    /** Which entries a space's models rest on, as the log is now. */
    Uni<Lineage> lineage(String space);

    /**
     * What was appended.
     *
     * @param head the last place in the log
     * @param tasks ids that got a place; the others had been judged before
     */
    record Appended(long head, Set<String> tasks) {}

    /**
     * A stretch of the log.
     *
     * @param to everything up to here is in it or in the pages before
     * @param head the last place of the log when it was read
     */
    record Page(List<LogEntry> entries, long to, long head) {}
}
