package dev.cortex.routing.outcome;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Which judged tasks of a space's log a model has learned, when it was rolled back in between.
 *
 * <pre>
 *   log      1 ........ to ........ turn ........ place
 *   learned  |-----------|           |-------------|
 * </pre>
 *
 * <p>A rollback to a place before another rollback follows that one's own lineage, and so on. Changes of experts count
 * wherever they are.
 *
 * @param after the entry that deleted the space's last predecessor of the same name; 0 when there was none
 * @param turns in the order of the log; those that lead nowhere are left out
 */
public record Lineage(long after, List<Turn> turns) {
    public Lineage {
        turns = turns.stream()
                .filter(turn -> turn.seq() > after && turn.to() > after && turn.to() < turn.seq())
                .toList();
    }

    /** A rollback at entry {@code seq} of the log to what there was after entry {@code to}. */
    public record Turn(long seq, long to) {}

    /** Judged tasks after one entry of the log up to another one, that included. */
    public record Stretch(long after, long to) {
        boolean contains(long seq) {
            return seq > after && seq <= to;
        }
    }

    /** What the model after entry {@code place} has learned, the oldest first. */
    public List<Stretch> of(long place) {
        List<Stretch> stretches = new ArrayList<>();
        long end = place;
        Optional<Turn> turn = lastTurn(end);
        while (turn.isPresent()) {
            stretches.add(new Stretch(turn.get().seq(), end));
            end = turn.get().to();
            turn = lastTurn(end);
        }
        stretches.add(new Stretch(after, end));
        Collections.reverse(stretches);
        return stretches;
    }

    /** Whether the model after entry {@code place} has grown from the one after entry {@code earlier}. */
    public boolean leadsThrough(long earlier, long place) {
        return earlier > after
                && of(place).stream().anyMatch(stretch -> earlier >= stretch.after() && earlier <= stretch.to());
    }

    public boolean learned(long seq, long place) {
        return of(place).stream().anyMatch(stretch -> stretch.contains(seq));
    }

    /** The lineage as it was before entry {@code seq}. */
    public Lineage before(long seq) {
        return new Lineage(
                after, turns.stream().filter(turn -> turn.seq() < seq).toList());
    }

    private Optional<Turn> lastTurn(long end) {
        // From the end, because what is asked for is mostly recent.
        for (int at = turns.size() - 1; at >= 0; at--) {
            if (turns.get(at).seq() <= end) {
                return Optional.of(turns.get(at));
            }
        }
        return Optional.empty();
    }
}
