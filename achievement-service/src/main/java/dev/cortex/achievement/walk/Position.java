package dev.cortex.achievement.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the walk through one list stands. It is kept after every page, so whoever goes on reads no page twice.
 *
 * <p>The first pass reads everything, in the order in which things began: that order does not change while it is read. It
 * counts what happened until its mark, which lies a margin before its begin. Each later pass reads from the last change
 * back to what was settled, so it meets whatever began to count since, also in things that are older: an answer accepted
 * late, an old pull request merged now. What is younger than the mark is counted by each pass anew. So everything is
 * counted once, without a list of what was counted, and clocks may differ by the margin.
 *
 * <p>INVARIANT: a tally is settled only for times until the mark of a pass that went to its end.
 *
 * @param mark until when this pass settles; absent until it begins
 * @param settled counted in this pass, until the mark
 * @param fresh counted in this pass, after the mark
 * @param total things that there are, by the last page
 * @param done what the pass before left
 * @param again whether this pass repeats one that did not find everything
 */
public record Position(
        Kind kind,
        boolean everything,
        Optional<Instant> mark,
        Optional<String> cursor,
        Optional<Window> window,
        Tally settled,
        Tally fresh,
        Optional<Long> total,
        Optional<Done> done,
        boolean again,
        Stride stride) {
    /** Clocks differ by less, and search shows a new thing sooner. */
    static final Duration MARGIN = Duration.ofMinutes(10);

    /** The time of a change may be written a moment before that of the merge which it is; days cost nothing here. */
    static final Duration SLACK = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofDays(1);

    /** Before GitHub. */
    private static final Instant BEGINNING = Instant.parse("2008-01-01T00:00:00Z");

    /** Searched into the future, for clocks that are ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    public static Position first(Kind kind) {
        return new Position(
                kind,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tally.NONE,
                Tally.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                Stride.largest());
    }

    /** @param all from the beginning, leaving what is done until it is done again */
    private Position pass(boolean all, Optional<Done> left, boolean repeat) {
        return new Position(
                kind,
                all,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Tally.NONE,
                Tally.NONE,
                total,
                left,
                repeat,
                stride);
    }

    /** Whether there is nothing to read until someone asks again. */
    public boolean finished() {
        return mark.isEmpty() && done.flatMap(Done::completedAt).isPresent() && !everything && !again;
    }

    /** Things that were looked at, in all passes that count. */
    public long scanned() {
        return everything && done.isEmpty()
                ? settled.seen()
                : done.map(left -> left.all().seen()).orElse(0L);
    }

    /** What is left to read of this pass, as far as that is known. */
    long left() {
        return everything ? total.map(all -> Math.max(0, all - settled.seen())).orElse(0L) : 0;
    }

    /** For good: one was enough, and it was found. */
    public boolean found() {
        return kind.oneIsEnough()
                && done.filter(left -> !left.all().counted().isEmpty()).isPresent();
    }

    /** Another pass, if there is none under way. What was missing a day ago has not just been overtaken: then from the beginning. */
    public Position requested(Instant now) {
        if (!finished() || found()) {
            return this;
        }
        boolean missed = done.filter(left -> left.missing() > 0)
                .filter(left -> left.until().plus(PATIENCE).isBefore(now))
                .isPresent();
        return (missed ? fromTheBeginning() : this).begun(now);
    }

    /** As under new rules: everything is read again; what is known stays until it is. One that was found may be none now. */
    public Position fromTheBeginning() {
        return pass(true, done.filter(_ -> !kind.oneIsEnough()), false);
    }

    public Position begun(Instant now) {
        if (mark.isPresent()) {
            return this;
        }
        Instant until = now.minus(MARGIN);
        Optional<Window> whole = kind.searched() ? Optional.of(whole(until)) : Optional.empty();
        return new Position(
                kind, everything, Optional.of(until), cursor, whole, settled, fresh, total, done, again, stride);
    }

    private Window whole(Instant until) {
        Instant from = everything ? BEGINNING : settledUntil().plusSeconds(1);
        return new Window(from, until.plus(MARGIN).plus(AHEAD));
    }

    private Instant end() {
        return whole(mark.orElseThrow()).to();
    }

    private Instant settledUntil() {
        return done.map(Done::until).orElse(BEGINNING);
    }

    public Ask ask(String nodeId, String login) {
        return new Ask(kind, nodeId, login, !everything, cursor, window, stride.size(), stride.light());
    }

    public Position striding(Stride other) {
        return new Position(kind, everything, mark, cursor, window, settled, fresh, total, done, again, other);
    }

    /** @return where it stands after a page; {@link #finished} when that was the last */
    public Position after(Page page, Instant now) {
        Optional<Window> searched = window;
        if (searched.isPresent() && cursor.isEmpty() && searched.get().tooFull(page.total())) {
            return new Position(
                    kind,
                    everything,
                    mark,
                    cursor,
                    searched.map(Window::firstHalf),
                    settled,
                    fresh,
                    totalBy(page),
                    done,
                    again,
                    stride);
        }
        return counting(page).further(page, now);
    }

    /** A search tells the total of its window: of everything only while that is the window. */
    private Optional<Long> totalBy(Page page) {
        if (window.isEmpty()) {
            return Optional.of(page.total());
        }
        boolean wholeWindow = window.filter(whole(mark.orElseThrow())::equals).isPresent();
        long before = everything ? 0 : done.map(left -> left.settled().seen()).orElse(0L);
        return wholeWindow ? Optional.of(before + page.total()) : total;
    }

    private Position counting(Page page) {
        Tally until = settled;
        Tally after = fresh;
        Instant border = mark.orElseThrow();
        for (Item item : page.items()) {
            if (!everything && !item.at().isAfter(settledUntil())) {
                continue;
            }
            if (!item.at().isAfter(border)) {
                until = until.plus(item);
            } else if (!everything) {
                after = after.plus(item);
            }
        }
        // A later pass does not know whether it has counted a thing that is not shown: the total tells.
        int lost = everything ? page.lost() : 0;
        return new Position(
                kind,
                everything,
                mark,
                page.next(),
                window,
                until.losing(lost),
                after,
                totalBy(page),
                done,
                again,
                stride.went());
    }

    private Position further(Page page, Instant now) {
        if (kind.oneIsEnough()
                && page.items().stream().anyMatch(item -> !item.counts().isEmpty())) {
            return hit(page, now);
        }
        if (cursor.isPresent() && !backAtTheSettled(page)) {
            return this;
        }
        Optional<Window> searched = window.filter(part -> !part.reaches(end()));
        if (searched.isPresent()) {
            return new Position(
                    kind,
                    everything,
                    mark,
                    Optional.empty(),
                    searched.map(part -> part.next(end())),
                    settled,
                    fresh,
                    total,
                    done,
                    again,
                    stride);
        }
        return everything ? firstDone(now) : laterDone(now);
    }

    private boolean backAtTheSettled(Page page) {
        if (everything || kind.searched()) {
            return false;
        }
        if (kind == Kind.ANSWERS) {
            // Not in the order of acceptance: as many as the total has grown must be found, wherever they are.
            long seen = done.map(left -> left.settled().seen()).orElse(0L) + settled.seen() + fresh.seen();
            return seen >= page.total();
        }
        Instant border = settledUntil().minus(SLACK);
        return page.items().stream().anyMatch(item -> item.changedAt().isBefore(border));
    }

    private Position hit(Page page, Instant now) {
        Tally all = page.items().stream()
                .filter(item -> !item.counts().isEmpty())
                .findFirst()
                .map(Tally.NONE::plus)
                .orElse(Tally.NONE);
        Done found = new Done(all, Tally.NONE, mark.orElseThrow(), page.total(), Optional.of(now));
        return pass(false, Optional.of(found), false);
    }

    /** What came while it was read is looked at before it counts as complete; unless the total says that nothing came. */
    private Position firstDone(Instant now) {
        long all = total.orElse(settled.seen());
        boolean nothingCame = settled.seen() == all;
        Done left = new Done(
                settled, Tally.NONE, mark.orElseThrow(), all, nothingCame ? Optional.of(now) : Optional.empty());
        return pass(false, Optional.of(left), again && !nothingCame);
    }

    private Position laterDone(Instant now) {
        Done before = done.orElseThrow();
        Done left = new Done(
                before.settled().plus(settled),
                fresh,
                mark.orElseThrow(),
                total.orElse(before.total()),
                Optional.of(now));
        long seen = left.all().seen();
        if (kind == Kind.ANSWERS && seen != left.total() && !again) {
            // Answers can be unmarked and marked again; they are cheap to read.
            return pass(true, done, true);
        }
        if (left.missing() > 0 && !again) {
            // Something moved past the reader. The mark stays where it was, so that it is not taken for settled.
            return pass(false, done, true);
        }
        return pass(false, Optional.of(left), false);
    }
}
