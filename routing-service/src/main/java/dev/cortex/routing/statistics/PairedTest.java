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
public final class PairedTest extends SequentialTest {
    private final ConfidenceSequence wonShare = new ConfidenceSequence();
    private final ConfidenceSequence lostShare = new ConfidenceSequence();
    private long won;
    private long lost;

    public void add(boolean controlWins, boolean candidateWins) {
        countControl(controlWins);
        countCandidate(candidateWins);
        wonShare.add(candidateWins && !controlWins);
        lostShare.add(controlWins && !candidateWins);
        if (controlWins != candidateWins) {
            double predicted = (won + 0.5) / (won + lost + 1);
            weigh(Math.log(2 * (candidateWins ? predicted : 1 - predicted)));
            won += candidateWins ? 1 : 0;
            lost += candidateWins ? 0 : 1;
        }
    }

    /** Pairs that only one of them has won. */
    public long discordant() {
        return won + lost;
    }

    @Override
    public Interval interval(double alpha) {
        return Proportions.pairedDifference(lost, won, control().count(), alpha);
    }

    @Override
    public Interval alwaysValid(double alpha) {
        return wonShare.at(alpha / 2).minus(lostShare.at(alpha / 2));
    }
}
