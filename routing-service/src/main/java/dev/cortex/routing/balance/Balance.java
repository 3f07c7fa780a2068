package dev.cortex.routing.balance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Evens out how often the experts of one space are chosen, where it costs nothing or little: among those that are about
 * equally likely to be right. After Wang et al., "Auxiliary-Loss-Free Load Balancing Strategy for Mixture-of-Experts"
 * (2024), as in DeepSeek-V3: a bias an expert, added to its probability for the choice alone.
 *
 * <pre>
 *   choice = argmax (probability + bias)     among those within {@code distance} of the favourite
 *   bias  += step * sign(mean load - load)   every few decisions; |bias| <= distance
 * </pre>
 *
 * <p>The load is counted over the last {@code window} decisions. Before that many were made nothing is evened out: a few
 * tasks say nothing about how tasks are spread. A load within the tolerance moves no bias towards another choice and lets
 * it fade, so that an even stream is answered by the model alone; where tasks themselves are spread unevenly, no more than
 * the doubtful ones are moved.
 *
 * <p>The state is a function of the choices before, and is each replica's own. Safe for use by several threads.
 */
public final class Balance {
    private static final int UPDATES_A_WINDOW = 20;
    private static final double PROPENSITY_MIN = 0.05;

    private final Evenness evenness;
    private final String[] recent;
    private final boolean[] doubtful;
    private final boolean[] moved;
    private final Map<String, Integer> loads = new HashMap<>();
    private final Map<String, Double> biases = new HashMap<>();
    private int doubts;
    private int moves;
    private long counted;

    public Balance(Evenness evenness) {
        this.evenness = evenness;
        recent = new String[evenness.window()];
        doubtful = new boolean[evenness.window()];
        moved = new boolean[evenness.window()];
    }

    /**
     * Who gets a task.
     *
     * @param propensity about how probable this choice was, given the task: 1 where there was no doubt, else the share of
     *     the last doubtful tasks that went to the favourite, or that did not
     */
    public record Choice(String expert, double propensity) {}

    /**
     * Chooses and counts the choice.
     *
     * @param ranking the favourite first, at least one
     * @param experts of the space, among whom the load is shared
     */
    public synchronized Choice choose(List<Candidate> ranking, int experts) {
        Candidate favourite = ranking.getFirst();
        Candidate best = favourite;
        boolean doubt = false;
        if (favourite.probability() < evenness.sure() && counted >= evenness.window()) {
            for (Candidate other : ranking.subList(1, ranking.size())) {
                boolean close = favourite.probability() - other.probability() <= evenness.distance();
                doubt |= close && evenness.distance() > 0;
                if (close && biased(other) > biased(best)) {
                    best = other;
                }
            }
        }
        boolean other = !best.expert().equals(favourite.expert());
        double propensity = doubt ? propensity(other) : 1;
        count(best.expert(), doubt, other, Math.max(1, experts));
        return new Choice(best.expert(), propensity);
    }

    private double biased(Candidate candidate) {
        return candidate.probability() + biases.getOrDefault(candidate.expert(), 0.0);
    }

    private double propensity(boolean other) {
        double share = doubts == 0 ? 0 : moves / (double) doubts;
        return Math.clamp(other ? share : 1 - share, PROPENSITY_MIN, 1);
    }

    private void count(String expert, boolean doubt, boolean other, int experts) {
        int place = (int) (counted % recent.length);
        if (counted >= recent.length) {
            loads.computeIfPresent(recent[place], (name, load) -> load == 1 ? null : load - 1);
            doubts -= doubtful[place] ? 1 : 0;
            moves -= moved[place] ? 1 : 0;
        }
        recent[place] = expert;
        doubtful[place] = doubt;
        moved[place] = other;
        loads.merge(expert, 1, Integer::sum);
        doubts += doubt ? 1 : 0;
        moves += other ? 1 : 0;
        counted++;
        if (counted >= recent.length && counted % Math.max(1, recent.length / UPDATES_A_WINDOW) == 0) {
            lean(recent.length / (double) experts);
        }
    }

    /** One step of every bias: away from who has too much, towards who has too little, back to nothing where it is even. */
    private void lean(double mean) {
        loads.keySet().forEach(expert -> biases.putIfAbsent(expert, 0.0));
        biases.replaceAll((expert, bias) -> {
            double load = loads.getOrDefault(expert, 0);
            if (load > mean * (1 + evenness.tolerance())) {
                return Math.max(-evenness.distance(), bias - evenness.step());
            }
            if (load < mean * (1 - evenness.tolerance())) {
                return Math.min(evenness.distance(), bias + evenness.step());
            }
            return Math.signum(bias) * Math.max(0, Math.abs(bias) - evenness.step());
        });
        biases.entrySet().removeIf(entry -> entry.getValue() == 0 || !loads.containsKey(entry.getKey()));
    }

    /** The largest load as a multiple of the mean, 0 before anything was chosen. */
    public synchronized double imbalance(int experts) {
        int all = loads.values().stream().mapToInt(load -> load).sum();
        int most = loads.values().stream().mapToInt(load -> load).max().orElse(0);
        return all == 0 ? 0 : most * (double) Math.max(1, experts) / all;
    }
}
