package dev.cortex.achievement.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.forecast.Forecast.Known;
import dev.cortex.achievement.forecast.Forecast.Reason;
import dev.cortex.achievement.forecast.Forecast.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration FOR_EVER = Duration.ofDays(3_000_000);
    private final Pace pace = new Pace(Duration.ofDays(90), Duration.ofDays(7), 3, 0.8);

    @ParameterizedTest
    @CsvSource({
        // x, a, b, I_x(a, b): closed forms, and I_x(1, b) = 1 - (1-x)^b
        "0.5, 1, 1, 0.5",
        "0.25, 1, 3, 0.578125",
        "0.3, 2, 2, 0.216",
        "0.5, 5, 5, 0.5",
        "0.9, 3, 1, 0.729",
        "0.2, 0.5, 0.5, 0.2951672353008666",
        "0.75, 0.5, 0.5, 0.6666666666666666",
    })
    void knowsTheIncompleteBetaFunction(double x, double a, double b, double expected) {
        assertEquals(expected, Beta.regularized(x, a, b), 1e-13);
        assertEquals(x, Beta.inverse(expected, a, b), 1e-11);
    }

    @Test
    void sumsTheBinomialForLargeArguments() {
        // I_x(k, n-k+1) is the probability of at least k successes in n.
        int n = 1_000;
        double x = 0.4;
        double term = Math.exp(n * Math.log1p(-x));
        double below = 0;
        for (int i = 0; i < 410; i++) {
            below += term;
            term *= (n - i) / (i + 1.0) * x / (1 - x);
        }
        assertEquals(1 - below, Beta.regularized(x, 410, n - 410 + 1), 1e-10);
    }

    @Test
    void tellsExactDatesWithoutWeights() {
        // 10 events in 100 days: the rate is Gamma(10.5, 100). One more within s days: 1 - (100 / (100 + s))^10.5.
        Pace plain = new Pace(FOR_EVER, Duration.ofDays(7), 3, 0.8);
        Instant now = START.plus(Duration.ofDays(100));
        Known told = (Known) plain.forecast(every(10, 10), now, 1, now);
        assertEquals(100 * (Math.pow(2, 1 / 10.5) - 1), days(now, told.expected()), 0.001);
        assertEquals(100 * (Math.pow(1 / 0.9, 1 / 10.5) - 1), days(now, told.from()), 0.001);
        assertEquals(100 * (Math.pow(10, 1 / 10.5) - 1), days(now, told.until().orElseThrow()), 0.001);
        assertEquals(0.735, told.eventsPerWeek(), 0.001);
    }

    @Test
    void believesTheRecentPaceMore() {
        Instant now = START.plus(Duration.ofDays(400));
        List<Sight> early = sights(0, 10, 20, 30, 40, 50);
        List<Sight> late = sights(0, 350, 360, 370, 380, 390);
        Known slow = (Known) pace.forecast(early, now, 5, now);
        Known fast = (Known) pace.forecast(late, now, 5, now);
        assertTrue(fast.expected().isBefore(slow.expected().minus(Duration.ofDays(100))), fast + " " + slow);
    }

    @Test
    void weighsAsTheFormulaSays() {
        // One half-life: exposure 90/(2 ln 2), squares 90 x 3/(8 ln 2), so c = 4/3; the events of now weigh 1.
        Instant now = START.plus(Duration.ofDays(90));
        Pace.Rate rate = pace.rate(List.of(new Sight(START, 0), new Sight(now, 6)), now, 90);
        assertEquals(0.5 + 6 * 4.0 / 3, rate.shape(), 1e-9);
        assertEquals(4.0 / 3 * 90 / (2 * Math.log(2)), rate.days(), 1e-9);
    }

    @Test
    void admitsThatItDoesNotKnow() {
        Instant now = START.plus(Duration.ofDays(100));
        assertEquals(new Unknown(Reason.NEVER_OBSERVED), pace.forecast(List.of(), now, 1, now));
        Instant soon = START.plus(Duration.ofDays(6));
        assertEquals(new Unknown(Reason.HISTORY_TOO_SHORT), pace.forecast(sights(0, 1, 2, 3), soon, 1, soon));
        assertEquals(new Unknown(Reason.TOO_FEW_EVENTS), pace.forecast(sights(0, 1, 2), now, 1, now));
        assertEquals(new Unknown(Reason.TOO_FAR_AWAY), pace.forecast(sights(0, 1, 2, 3), now, 4_000, now));
    }

    @Test
    void tellsNoDateInThePast() {
        Instant lastLook = START.plus(Duration.ofDays(100));
        Instant now = lastLook.plus(Duration.ofDays(60));
        Known told = (Known) pace.forecast(every(1, 100), lastLook, 1, now);
        assertEquals(now, told.from());
        assertEquals(now, told.expected());
        assertFalse(told.until().orElseThrow().isBefore(now));
    }

    @Test
    void countsWhatWasTakenBack() {
        Instant now = START.plus(Duration.ofDays(100));
        List<Sight> stars = List.of(
                new Sight(START, 10),
                new Sight(START.plus(Duration.ofDays(50)), 30),
                new Sight(now.minusSeconds(60), 14));
        assertTrue(pace.forecast(stars, now, 2, now) instanceof Known known && known.eventsPerWeek() > 0);
    }

    /** On histories that are Poisson the interval holds the truth about as often as it says, with weights and without. */
    @Test
    void holdsTheTruthAsOftenAsItSays() {
        long seed = 20_261_125;
        Random random = new Random(seed);
        int runs = 4_000;
        for (Pace tried : List.of(pace, new Pace(FOR_EVER, Duration.ofDays(7), 3, 0.8))) {
            int told = 0;
            int held = 0;
            for (int run = 0; run < runs; run++) {
                double perDay = Math.exp(random.nextDouble() * 3 - 2.5);
                int observed = 60 + random.nextInt(300);
                long needed = 1 + random.nextInt(40);
                Instant now = START.plus(Duration.ofDays(observed));
                List<Sight> history = poisson(random, perDay, observed);
                double truth = 0;
                for (long event = 0; event < needed; event++) {
                    truth += -Math.log1p(-random.nextDouble()) / perDay;
                }
                if (tried.forecast(history, now, needed, now) instanceof Known known
                        && known.until().isPresent()) {
                    told++;
                    boolean holds = days(now, known.from()) <= truth
                            && truth <= days(now, known.until().get());
                    held += holds ? 1 : 0;
                }
            }
            double coverage = (double) held / told;
            assertTrue(told > runs * 0.9, "told " + told + ", seed " + seed);
            assertEquals(0.8, coverage, 0.025, "seed " + seed + ", half-life " + tried.halfLife());
        }
    }

    private static List<Sight> poisson(Random random, double perDay, int days) {
        List<Sight> sights = new ArrayList<>(List.of(new Sight(START, 5)));
        double at = 0;
        long count = 5;
        while ((at += -Math.log1p(-random.nextDouble()) / perDay) < days) {
            sights.add(new Sight(START.plusSeconds((long) (at * 86_400)), ++count));
        }
        return sights;
    }

    private static List<Sight> every(int days, int times) {
        List<Sight> sights = new ArrayList<>(List.of(new Sight(START, 0)));
        for (int i = 1; i <= times; i++) {
            sights.add(new Sight(START.plus(Duration.ofDays((long) days * i)), i));
        }
        return sights;
    }

    private static List<Sight> sights(int... atDays) {
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < atDays.length; i++) {
            sights.add(new Sight(START.plus(Duration.ofDays(atDays[i])), i));
        }
        return sights;
    }

    private static double days(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 86_400_000.0;
    }
}
