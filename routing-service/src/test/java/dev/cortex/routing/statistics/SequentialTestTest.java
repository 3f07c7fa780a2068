package dev.cortex.routing.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Over many experiments, looked at after every outcome. */
class SequentialTestTest {
    private static final double ALPHA = 0.05;
    private static final int EXPERIMENTS = 1_000;
    private static final Rule RULE = new Rule(ALPHA, 0, 10, 100_000);
    /** Three standard deviations of a share of 0.05 above it; the bound holds for any number of looks. */
    private static final double FALSE_ALARMS_MAX = ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / EXPERIMENTS);

    @Test
    void twoEqualArmsAreSeldomToldApartHoweverOftenOneLooks() {
        for (double rate : new double[] {0.05, 0.5, 0.9}) {
            double alarms = alarms(rate, rate, 0.5, 1_000, 11);
            assertTrue(alarms <= FALSE_ALARMS_MAX, rate + ": " + alarms);
        }
    }

    @Test
    void norWhenTheCandidateGetsFew() {
        double alarms = alarms(0.8, 0.8, 0.1, 2_000, 12);
        assertTrue(alarms <= FALSE_ALARMS_MAX, "" + alarms);
    }

    @Test
    void aDifferenceIsFound() {
        assertTrue(alarms(0.7, 0.8, 0.5, 2_000, 13) > 0.9);
        assertTrue(alarms(0.8, 0.7, 0.2, 4_000, 14) > 0.9);
    }

    @Test
    void pairsThatAreAsGoodAreSeldomToldApart() {
        double alarms = pairAlarms(0.1, 0.1, 1_000, 15);
        assertTrue(alarms <= FALSE_ALARMS_MAX, "" + alarms);
    }

    @Test
    void aDifferenceOfPairsIsFound() {
        assertTrue(pairAlarms(0.05, 0.15, 1_000, 16) > 0.95);
    }

    @Test
    void theIntervalHoldsAtAllTimesAtOnce() {
        Random random = new Random(17);
        int left = 0;
        for (int n = 0; n < EXPERIMENTS; n++) {
            ConfidenceSequence sequence = new ConfidenceSequence();
            boolean outside = false;
            for (int at = 1; at <= 500; at++) {
                sequence.add(random.nextDouble() < 0.3);
                Interval interval = at % 5 == 0 ? sequence.at(ALPHA) : new Interval(0, 1);
                outside |= interval.low() > 0.3 || interval.high() < 0.3;
            }
            left += outside ? 1 : 0;
        }
        assertTrue(left / (double) EXPERIMENTS <= FALSE_ALARMS_MAX, "" + left);
    }

    @Test
    void thatNothingMattersIsFoundToo() {
        Rule rule = new Rule(ALPHA, 0.1, 10, 100_000);
        Random random = new Random(18);
        TwoSampleTest test = new TwoSampleTest(0.5);
        Rule.Verdict verdict = Rule.Verdict.CONTINUE;
        int looks = 0;
        while (verdict == Rule.Verdict.CONTINUE && looks++ < 20_000) {
            test.addControl(random.nextDouble() < 0.9);
            test.addCandidate(random.nextDouble() < 0.9);
            verdict = rule.look(test);
        }
        assertEquals(Rule.Verdict.STOP_NO_DIFFERENCE, verdict);
        assertTrue(looks < 5_000, "" + looks);
    }

    @Test
    void nothingIsSaidBeforeTheLeastSampleAndAllIsSaidAfterTheLargest() {
        Rule rule = new Rule(ALPHA, 0, 50, 60);
        TwoSampleTest test = new TwoSampleTest(0.5);
        for (int n = 0; n < 49; n++) {
            test.addControl(false);
            test.addCandidate(true);
        }
        assertEquals(Rule.Verdict.CONTINUE, rule.look(test));
        test.addControl(false);
        test.addCandidate(true);
        assertEquals(Rule.Verdict.STOP_CANDIDATE_WINS, rule.look(test));
        PairedTest pairs = new PairedTest();
        for (int n = 0; n < 60; n++) {
            pairs.add(true, true);
        }
        assertEquals(Rule.Verdict.STOP_NO_DIFFERENCE, rule.look(pairs));
    }

    private static double alarms(double control, double candidate, double share, int outcomes, long seed) {
        Random random = new Random(seed);
        int alarms = 0;
        for (int n = 0; n < EXPERIMENTS; n++) {
            TwoSampleTest test = new TwoSampleTest(share);
            Rule.Verdict verdict = Rule.Verdict.CONTINUE;
            for (int at = 0; at < outcomes && !announces(verdict); at++) {
                if (random.nextDouble() < share) {
                    test.addCandidate(random.nextDouble() < candidate);
                } else {
                    test.addControl(random.nextDouble() < control);
                }
                verdict = peek(test, verdict);
            }
            alarms += announces(verdict) ? 1 : 0;
        }
        return alarms / (double) EXPERIMENTS;
    }

    private static double pairAlarms(double lost, double won, int pairs, long seed) {
        Random random = new Random(seed);
        int alarms = 0;
        for (int n = 0; n < EXPERIMENTS; n++) {
            PairedTest test = new PairedTest();
            Rule.Verdict verdict = Rule.Verdict.CONTINUE;
            for (int at = 0; at < pairs && !announces(verdict); at++) {
                double draw = random.nextDouble();
                test.add(draw >= won, draw < won || draw >= won + lost);
                verdict = peek(test, verdict);
            }
            alarms += announces(verdict) ? 1 : 0;
        }
        return alarms / (double) EXPERIMENTS;
    }

    /** The interval is not asked for: with a margin of 0 it never stops, and it takes its time. */
    private static Rule.Verdict peek(SequentialTest test, Rule.Verdict before) {
        boolean enough = Math.min(test.control().count(), test.candidate().count()) >= RULE.sampleMin();
        return enough && test.logPeak() >= -Math.log(ALPHA) ? RULE.look(test) : before;
    }

    private static boolean announces(Rule.Verdict verdict) {
        return verdict == Rule.Verdict.STOP_CANDIDATE_WINS || verdict == Rule.Verdict.STOP_CONTROL_WINS;
    }
}
