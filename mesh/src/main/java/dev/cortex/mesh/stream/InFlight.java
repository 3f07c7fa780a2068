package dev.cortex.mesh.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * The entries of a consumer from their reading to their verdict: judged unreadable or too often delivered at once, else
 * queued, handed over as far as the units allow, and settled.
 *
 * <p>INVARIANT: used on the consumer's context only, but for {@link #size()}.
 */
final class InFlight {
    private static final Logger LOG = Logger.getLogger(InFlight.class);

    private final ConsumerSettings settings;
    private final Units units;
    private final Handling handling;
    private final Settlements settlements;
    private final StreamMetrics metrics;
    private final Map<Entry.Key, Entry> entries = new HashMap<>();
    private final Deque<Delivery> queue = new ArrayDeque<>();
    private int unitsRunning;
    private volatile int size;

    InFlight(
            ConsumerSettings settings, Units units, Handling handling, Settlements settlements, StreamMetrics metrics) {
        this.settings = settings;
        this.units = units;
        this.handling = handling;
        this.settlements = settlements;
        this.metrics = metrics;
    }

    int size() {
        return size;
    }

    boolean holds(Entry.Key key) {
        return entries.containsKey(key);
    }

    Collection<Entry.Key> keys() {
        return entries.keySet();
    }

    /** None as soon as verdicts can not be settled: what is read then would only fill the heap. */
    int room() {
        if (settlements.pending() > 2 * Math.max(settings.concurrency(), settings.batch())) {
            return 0;
        }
        int places = (units.max() - unitsRunning) * units.size() - queue.size();
        return Math.min(settings.batch(), places);
    }

    void arrived(List<Entry> read) {
        for (Entry entry : read) {
            metrics.delivered(entry.stream(), settings.group(), entry.deliveries() > 1);
            if (entry.deliveries() > settings.deliveriesMax()) {
                bury(entry, new Verdict.Dead("no verdict after " + (entry.deliveries() - 1) + " deliveries"));
                continue;
            }
            switch (MessageFields.decode(entry.fields())) {
                case MessageFields.Decoded.Whole(Message message) -> admit(entry, message);
                case MessageFields.Decoded.Unreadable(String reason) -> bury(entry, new Verdict.Dead(reason));
            }
        }
        handOver();
    }

    private void admit(Entry entry, Message message) {
        if (entries.putIfAbsent(entry.key(), entry) == null) {
            queue.add(new Delivery(entry.stream(), entry.id(), entry.deliveries(), message));
            resized(1);
        }
    }

    private void handOver() {
        while (unitsRunning < units.max() && !queue.isEmpty()) {
            List<Delivery> unit = new ArrayList<>(Math.min(units.size(), queue.size()));
            while (unit.size() < units.size() && !queue.isEmpty()) {
                unit.add(queue.poll());
            }
            unitsRunning++;
            handling.handle(unit, verdicts -> judged(unit, verdicts));
        }
    }

    private void judged(List<Delivery> unit, List<Verdict> verdicts) {
        unitsRunning--;
        for (int i = 0; i < unit.size(); i++) {
            Delivery delivery = unit.get(i);
            Entry entry = entries.remove(new Entry.Key(delivery.stream(), delivery.entryId()));
            if (entry != null) {
                settle(entry, verdicts.get(i));
                resized(-1);
            }
        }
        handOver();
    }

    private void settle(Entry entry, Verdict verdict) {
        switch (verdict) {
            case Verdict.Done done -> {
                metrics.verdict(entry.stream(), settings.group(), done);
                settlements.finish(entry.key());
            }
            case Verdict.Dead dead -> bury(entry, dead);
            case Verdict.Again again -> again(entry, again);
        }
    }

    /** The reason of the last delivery is worth more than "no verdict", which is all that the next one could tell. */
    private void again(Entry entry, Verdict.Again again) {
        if (entry.deliveries() >= settings.deliveriesMax()) {
            bury(entry, new Verdict.Dead("after " + entry.deliveries() + " deliveries: " + again.reason()));
        } else {
            metrics.verdict(entry.stream(), settings.group(), again);
        }
    }

    private void bury(Entry entry, Verdict.Dead dead) {
        metrics.verdict(entry.stream(), settings.group(), dead);
        LOG.warnf("entry %s of stream %s goes to the dead letters: %s", entry.id(), entry.stream(), dead.reason());
        settlements.bury(entry, dead.reason());
    }

    /** Forgets all; what was in flight stays pending in Redis. */
    void abandon() {
        handling.cancel();
        queue.clear();
        int dropped = entries.size();
        entries.clear();
        resized(-dropped);
    }

    private void resized(int change) {
        metrics.inFlight(settings.group(), change);
        size = entries.size();
    }
}
