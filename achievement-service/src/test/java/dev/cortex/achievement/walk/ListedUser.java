package dev.cortex.achievement.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A user whose lists grow and change while they are read, as GitHub gives them: in pages, by cursors, searches by time. */
final class ListedUser {
    /** One thing; it is in its list while {@code at} is there: merged, accepted, closed. */
    static final class Thing {
        final int id;
        final Instant createdAt;
        final boolean counts;
        final String repository;
        Optional<Instant> at = Optional.empty();
        Instant changedAt;

        Thing(int id, Instant createdAt, boolean counts, String repository) {
            this.id = id;
            this.createdAt = createdAt;
            this.changedAt = createdAt;
            this.counts = counts;
            this.repository = repository;
        }
    }

    private final Kind kind;
    private final String achievement;
    private final Random random;
    final List<Thing> things = new ArrayList<>();

    ListedUser(Kind kind, String achievement, Random random) {
        this.kind = kind;
        this.achievement = achievement;
        this.random = random;
    }

    void create(Instant now, boolean listed) {
        Thing thing = new Thing(things.size(), now, random.nextInt(4) == 0, "R" + random.nextInt(12));
        things.add(thing);
        if (listed) {
            list(thing, now);
        }
    }

    /** An older one is merged, accepted or closed now; or any changes otherwise. */
    void change(Instant now) {
        if (things.isEmpty()) {
            return;
        }
        Thing thing = things.get(random.nextInt(things.size()));
        if (thing.at.isEmpty()) {
            list(thing, now);
        } else {
            thing.changedAt = now;
        }
    }

    private static void list(Thing thing, Instant now) {
        thing.at = Optional.of(now);
        thing.changedAt = now;
    }

    long total() {
        return things.stream().filter(thing -> thing.at.isPresent()).count();
    }

    long truth() {
        if (achievement.equals(Tally.OF_REPOSITORIES)) {
            return things.stream()
                    .filter(thing -> thing.at.isPresent())
                    .map(thing -> thing.repository)
                    .distinct()
                    .count();
        }
        return things.stream()
                .filter(thing -> thing.at.isPresent() && thing.counts)
                .count();
    }

    /** Cursors name the last thing, not its place: what is inserted before it shifts nothing. */
    Page page(Ask ask) {
        List<Thing> list = ordered(ask);
        int from = 0;
        if (ask.cursor().isPresent()) {
            String[] parts = ask.cursor().get().split("@", 2);
            Instant key = Instant.parse(parts[1]);
            int id = Integer.parseInt(parts[0]);
            while (from < list.size() && before(ask, list.get(from), key, id)) {
                from++;
            }
        }
        int reachable = kind.searched() ? Math.min(list.size(), REACHABLE) : list.size();
        List<Thing> page = list.subList(Math.min(from, reachable), Math.min(reachable, from + ask.size()));
        boolean more = !page.isEmpty() && from + page.size() < reachable;
        Optional<String> next =
                more ? Optional.of(page.getLast().id + "@" + key(ask, page.getLast())) : Optional.empty();
        List<Item> items = new ArrayList<>();
        int lost = 0;
        for (Thing thing : page) {
            Set<String> counts = new HashSet<>();
            if (thing.counts && !ask.light()) {
                counts.add(achievement);
            }
            items.add(new Item(
                    thing.at.orElseThrow(),
                    thing.changedAt,
                    counts,
                    ask.light() ? Set.of(achievement) : Set.of(),
                    Optional.of(thing.repository),
                    Optional.empty()));
        }
        return new Page(items, lost, list.size(), next, 1, 1);
    }

    /** As the real bound, but small enough to be met. */
    static final int REACHABLE = Window.REACHABLE;

    private List<Thing> ordered(Ask ask) {
        Comparator<Thing> order =
                Comparator.<Thing, Instant>comparing(thing -> key(ask, thing)).thenComparing(thing -> thing.id);
        boolean backwards = ask.back() && !kind.searched() || ask.kind().oneIsEnough();
        return things.stream()
                .filter(thing -> thing.at.isPresent())
                .filter(thing -> ask.window()
                        .filter(window -> thing.at.get().isBefore(window.from())
                                || !thing.at.get().isBefore(window.to().plusSeconds(1)))
                        .isEmpty())
                .sorted(backwards ? order.reversed() : order)
                .toList();
    }

    private static boolean before(Ask ask, Thing thing, Instant key, int id) {
        int order = Comparator.<Thing, Instant>comparing(each -> key(ask, each))
                .thenComparing(each -> each.id)
                .compare(thing, marker(ask, key, id));
        boolean backwards = ask.back() && !ask.kind().searched() || ask.kind().oneIsEnough();
        return backwards ? order >= 0 : order <= 0;
    }

    private static Thing marker(Ask ask, Instant key, int id) {
        Thing marker = new Thing(id, key, false, "");
        marker.changedAt = key;
        return marker;
    }

    private static Instant key(Ask ask, Thing thing) {
        boolean byChange =
                ask.back() && ask.kind() != Kind.ANSWERS && !ask.kind().searched();
        return byChange ? thing.changedAt : thing.createdAt;
    }

    static Duration someTime(Random random) {
        return Duration.ofSeconds(1 + random.nextInt(3_000));
    }
}
