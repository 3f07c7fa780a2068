package dev.cortex.routing.statistics;

/**
 * Follows a test from outcome to outcome and keeps the first verdict: what came after one had to stop does not count any
 * more. The interval takes its time and is looked at whenever the sample has grown by a tenth; the evidence always is.
 */
public final class Course {
    private static final double GROWTH = 1.1;

    private final Rule rule;
    private final SequentialTest test;
    private Rule.Verdict verdict = Rule.Verdict.CONTINUE;
    private long decidedAfter;
    private double next;

    public Course(Rule rule, SequentialTest test) {
        this.rule = rule;
        this.test = test;
    }

    /** After an outcome was added to the test. */
    public void look() {
        if (verdict != Rule.Verdict.CONTINUE) {
            return;
        }
        long seen = test.control().count() + test.candidate().count();
        boolean evident = test.logPeak() >= -Math.log(rule.alpha());
        boolean usedUp = Math.max(test.control().count(), test.candidate().count()) >= rule.sampleMax();
        if (evident || usedUp || seen >= next) {
            next = seen * GROWTH;
            verdict = rule.look(test);
            decidedAfter = seen;
        }
    }

    public Rule.Verdict verdict() {
        return verdict;
    }

    /** Outcomes of both arms when the verdict was given; 0 while there is none. */
    public long decidedAfter() {
        return verdict == Rule.Verdict.CONTINUE ? 0 : decidedAfter;
    }
}
