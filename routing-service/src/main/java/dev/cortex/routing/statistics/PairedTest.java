package dev.cortex.routing.statistics;

/**
 * Both judged the same tasks: a sequential McNemar test. Only pairs that one of them alone has won tell anything; when
 * the two are as good, such a pair is the candidate's with probability 1/2. Evidence is the mixture over all other
 * probabilities (Robbins 1970, with Jeffreys' prior):
 *
 * <pre>
 *   evidence *= 2 * predicted probability of what came        predicted = (won + 1/2) / (won + lost + 1)
 * </pre>
 */
public final class PairedTest implements SequentialTest {
    private final ConfidenceSequence wonShare = new ConfidenceSequence();
    private final ConfidenceSequence lostShare = new ConfidenceSequence();
    private Tally control = new Tally(0, 0);
    private Tally candidate = new Tally(0, 0);
    private long won;
    private long lost;
    private double logEvidence;
    private double logPeak;

    public void add(boolean controlWins, boolean candidateWins) {
        control = control.plus(controlWins);
        candidate = candidate.plus(candidateWins);
        wonShare.add(candidateWins && !controlWins);
        lostShare.add(controlWins && !candidateWins);
        if (controlWins != candidateWins) {
            double predicted = (won + 0.5) / (won + lost + 1);
            logEvidence += Math.log(2 * (candidateWins ? predicted : 1 - predicted));
            logPeak = Math.max(logPeak, logEvidence);
            won += candidateWins ? 1 : 0;
            lost += candidateWins ? 0 : 1;
        }
    }

    /** Pairs that only one of them has won. */
    public long discordant() {
        return won + lost;
    }

    @Override
    public Tally control() {
        return control;
    }

    @Override
    public Tally candidate() {
        return candidate;
    }

    @Override
    public double logEvidence() {
        return logEvidence;
    }

    @Override
    public double logPeak() {
        return logPeak;
    }

    @Override
    public Interval interval(double alpha) {
        return Proportions.pairedDifference(lost, won, control.count(), alpha);
    }

    @Override
    public Interval alwaysValid(double alpha) {
        Interval gains = wonShare.at(alpha / 2);
        Interval losses = lostShare.at(alpha / 2);
        return new Interval(gains.low() - losses.high(), gains.high() - losses.low());
    }
}
