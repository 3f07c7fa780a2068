package dev.cortex.routing.model;

import dev.cortex.routing.experts.Evidence;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.experts.Vocabulary;
import dev.cortex.routing.learner.Curves;
import dev.cortex.routing.learner.Learner;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;
import dev.cortex.routing.text.Features;
import dev.cortex.routing.text.Featurizer;
import dev.cortex.routing.text.Hash;
import dev.cortex.routing.text.Stem;
import dev.cortex.routing.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One space's router: its experts, what their definitions say about a text, what outcomes taught, and how the two are
 * weighed. The definitions carry it while nothing has been learned; with every outcome of an expert its learned scores
 * take over.
 *
 * <p>INVARIANT: the state is a function of the sequence of {@link #put}, {@link #retire} and {@link #learn}: that
 * sequence is the log, and replicas that read the same log decide the same. Not thread-safe: one writer, or many
 * readers of {@link #decide}.
 */
public final class Router {
    /** After so many examples of an expert the words of its definition count half. */
    private static final double FADE = 30;

    private final Thresholds thresholds;
    final Roster roster = new Roster();
    final Vocabulary vocabulary = new Vocabulary();
    final Learner learner;
    final Calibration calibration = new Calibration();
    final Confidence confidence = new Confidence();
    private final Chooser chooser;
    final Drift drift = new Drift();
    final Reliability reliability = new Reliability();
    int[] lessons = new int[0];
    private long epoch;

    /** @param firstEpoch from which epochs count: larger than any of a former router of the same name */
    public Router(Thresholds thresholds, Limits limits, long firstEpoch) {
        this.epoch = firstEpoch;
        this.thresholds = thresholds;
        this.learner = new Learner(limits);
        this.chooser = new Chooser(roster, learner, calibration);
    }

    public void write(StateWriter out) {
        RouterState.write(this, out);
    }

    /** A router equal to the one that wrote: it has the same hash and answers and learns the same. */
    public static Router read(StateReader in, Thresholds thresholds, Limits limits) {
        return RouterState.read(in, thresholds, limits);
    }

    public void put(Expert expert) {
        roster.put(expert);
        vocabulary.put(expert);
        epoch++;
    }

    public void retire(String expert) {
        roster.retire(expert);
        vocabulary.remove(expert);
        epoch++;
    }

    public List<Expert> experts() {
        return roster.all();
    }

    public Optional<Expert> expert(String id) {
        return roster.find(id);
    }

    /** Grows whenever answers may have changed; stays when an outcome only said what was certain already. */
    public long epoch() {
        return epoch;
    }

    /** Goes on under an epoch that no model of this space ever had, so that what is remembered of those is not its. */
    public void renumber(long unheardOf) {
        epoch = unheardOf;
    }

    /** Who should do {@code task}; empty when there is no expert. */
    public Optional<Decision> decide(Task task) {
        return decide(task, thresholds);
    }

    /** The same by other thresholds than the router's own. */
    public Optional<Decision> decide(Task task, Thresholds by) {
        if (roster.present() == 0) {
            return Optional.empty();
        }
        List<String> words = Words.of(task.description());
        Outlook outlook = outlook(task, words);
        return Optional.of(chooser.choose(outlook, words, by, epoch));
    }

    /**
     * Learns from one judged task.
     *
     * @return whether errors have risen so much that the model was loosened to learn anew
     */
    public boolean learn(Judgement judgement) {
        int number = roster.number(judgement.expert());
        Task task = judgement.task();
        List<String> words = Words.of(task.description());
        Outlook outlook = outlook(task, words);
        boolean drifted = validate(judgement, number, outlook);
        boolean changed = teach(judgement, number, outlook);
        if (drifted) {
            learner.loosen();
        }
        if (changed) {
            lessons = number < lessons.length ? lessons : Arrays.copyOf(lessons, number + 1 + number / 2);
            lessons[number]++;
        }
        boolean rescaled = calibration.publish(changed);
        boolean recalibrated = confidence.publish(changed);
        if (rescaled || recalibrated || changed || drifted) {
            epoch++;
        }
        return drifted;
    }

    /** Holds the judgement against what the router would have answered. */
    private boolean validate(Judgement judgement, int number, Outlook outlook) {
        int best = outlook.best();
        boolean comparable = judgement.right() || best == number;
        if (!comparable || roster.present() == 0) {
            return false;
        }
        boolean hit = judgement.right() && best == number;
        reliability.add(outlook.probabilities[best], hit);
        if (!isRuled(outlook, best)) {
            confidence.fit(outlook.bestShare(), outlook.totals[best], 1 - fade(best), hit);
        }
        return drift.add(!hit);
    }

    private boolean teach(Judgement judgement, int number, Outlook outlook) {
        Features features = outlook.features;
        float strength = (float) judgement.strength();
        if (!judgement.right()) {
            return learner.refute(features, number, strength);
        }
        calibration.fit(outlook.slope(number));
        int best = outlook.best();
        boolean misled = best != number && outlook.totals[best] > 0;
        return learner.confirm(features, number, misled ? best : number, strength);
    }

    /** Judged tasks held against what the router would have answered. */
    public long examples() {
        return reliability.judged();
    }

    /** About how much memory what was learned takes. */
    public long bytes() {
        return learner.bytes();
    }

    /** Those that were here and are retired. */
    public List<String> retired() {
        return roster.retired();
    }

    /** Share of about the last 500 judged tasks that were answered right before they were learned. */
    public double recentAccuracy() {
        return reliability.recentAccuracy();
    }

    /** How far confidence and accuracy are apart, 0..1. */
    public double calibrationError() {
        return reliability.calibrationError();
    }

    /** How often errors rose so much that the model was loosened. */
    public long driftAlarms() {
        return drift.alarms();
    }

    /** Whether errors are on the rise. */
    public boolean driftWarning() {
        return drift.warns();
    }

    public ModelState state() {
        return new ModelState(
                epoch,
                Long.toHexString(hash()),
                reliability.judged(),
                learner.examples(),
                reliability.accuracy(),
                reliability.recentAccuracy(),
                reliability.calibrationError(),
                reliability.bands(),
                drift.alarms(),
                1 / calibration.scale(),
                roster.present(),
                learner.features(),
                learner.cells());
    }

    private long hash() {
        return Hash.add(
                Hash.add(Hash.add(learner.hash(), Double.doubleToLongBits(calibration.scale())), confidence.hash()),
                roster.all().hashCode());
    }

    private Outlook outlook(Task task, List<String> words) {
        List<String> stems = Stem.all(words);
        Map<String, Evidence> evidence = vocabulary.match(task.type(), task.description(), stems);
        int size = roster.size();
        Features features = Featurizer.of(task.type(), task.priority(), words, stems);
        float[] learned = learner.scores(features, size);
        double[] totals = new double[size];
        boolean[] absent = new boolean[size];
        boolean[] silent = new boolean[size];
        for (int number = 0; number < size; number++) {
            totals[number] = calibration.scale() * learned[number];
            absent[number] = !roster.isPresent(number);
            silent[number] = !learner.hasSeen(number);
        }
        evidence.forEach((name, said) -> {
            int number = roster.number(name);
            totals[number] += said.rule() + fade(number) * Curves.bounded(said.words(), Evidence.WORDS_MAX);
            silent[number] = false;
        });
        Outlook outlook = new Outlook(evidence, features, totals, learned, absent, silent);
        int best = outlook.best();
        if (size > 0 && !isRuled(outlook, best)) {
            outlook.trust(confidence.of(outlook.bestShare(), totals[best], 1 - fade(best)));
        }
        return outlook;
    }

    /** A type is a statement, whatever the text says: nothing that was learned about texts makes it less certain. */
    private boolean isRuled(Outlook outlook, int number) {
        Evidence said = outlook.evidence.isEmpty() ? null : outlook.evidence.get(roster.name(number));
        return said != null && said.rule() > 0;
    }

    private double fade(int number) {
        return FADE / (FADE + (number < lessons.length ? lessons[number] : 0));
    }
}
