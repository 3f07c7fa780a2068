package dev.cortex.routing.statistics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Two independent streams of wins and losses (Turner, Ly, Grünwald 2024: Generic E-variables for Exact Sequential
 * k-Sample Tests that allow for Optional Stopping). Exact for any true rate, without an approximation for large samples.
 *
 * <pre>
 *   a block has a wins of m in one stream and b of n in the other, in the order in which they came in
 *   evidence *= p(a | rate1) p(b | rate2) / p(a, b | the mean of the rates, weighted by m and n)
 * </pre>
 *
 * <p>The rates are guessed from the blocks before. Guessing badly costs power and never the guarantee.
 */
public final class TwoSampleTest extends SequentialTest {
    /** What is added to wins and losses before any was seen; from the paper. */
    private static final double PRIOR = 0.18;

    private static final int BLOCK_MAX = 20;

    private final int controlBlock;
    private final int candidateBlock;
    private final ConfidenceSequence controlRate = new ConfidenceSequence();
    private final ConfidenceSequence candidateRate = new ConfidenceSequence();
    private Tally controlDone = new Tally(0, 0);
    private Tally candidateDone = new Tally(0, 0);
    /** Outcomes that came in and wait for their block to fill. */
    private final Deque<Boolean> controlWaiting = new ArrayDeque<>();

    private final Deque<Boolean> candidateWaiting = new ArrayDeque<>();

    /** @param share of the candidate, 0..1; blocks have about this share, so that little has to wait */
    public TwoSampleTest(double share) {
        controlBlock = Math.clamp(Math.round((1 - share) / share), 1, BLOCK_MAX);
        candidateBlock = Math.clamp(Math.round(share / (1 - share)), 1, BLOCK_MAX);
    }

    public void addControl(boolean win) {
        countControl(win);
        controlRate.add(win);
        controlWaiting.addLast(win);
        advance();
    }

    public void addCandidate(boolean win) {
        countCandidate(win);
        candidateRate.add(win);
        candidateWaiting.addLast(win);
        advance();
    }

    private void advance() {
        if (controlWaiting.size() < controlBlock || candidateWaiting.size() < candidateBlock) {
            return;
        }
        double rate1 = guess(controlDone);
        double rate2 = guess(candidateDone);
        double same = (controlBlock * rate1 + candidateBlock * rate2) / (controlBlock + candidateBlock);
        int wins1 = take(controlWaiting, controlBlock);
        int wins2 = take(candidateWaiting, candidateBlock);
        weigh(likelihood(wins1, controlBlock, rate1)
                + likelihood(wins2, candidateBlock, rate2)
                - likelihood(wins1 + wins2, controlBlock + candidateBlock, same));
        controlDone = new Tally(controlDone.count() + controlBlock, controlDone.wins() + wins1);
        candidateDone = new Tally(candidateDone.count() + candidateBlock, candidateDone.wins() + wins2);
    }

    private static int take(Deque<Boolean> waiting, int count) {
        int wins = 0;
        for (int n = 0; n < count; n++) {
            wins += waiting.removeFirst() ? 1 : 0;
        }
        return wins;
    }

    private static double guess(Tally tally) {
        return (tally.wins() + PRIOR) / (tally.count() + 2 * PRIOR);
    }

    private static double likelihood(int wins, int count, double rate) {
        return wins * Math.log(rate) + (count - wins) * Math.log(1 - rate);
    }

    @Override
    public Interval interval(double alpha) {
        Tally one = control();
        Tally two = candidate();
        return Proportions.difference(one.wins(), one.count(), two.wins(), two.count(), alpha);
    }

    @Override
    public Interval alwaysValid(double alpha) {
        return candidateRate.at(alpha / 2).minus(controlRate.at(alpha / 2));
    }
}
