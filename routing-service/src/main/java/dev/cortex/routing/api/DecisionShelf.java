package dev.cortex.routing.api;

import dev.cortex.routing.decision.DecisionLog;
import dev.cortex.routing.decision.DecisionRecord;
import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.text.PlainText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decisions as they were written down, page by page. */
@ApplicationScoped
class DecisionShelf {
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT = 100;
    /** In the year 2112: what is told of the time is less, and PostgreSQL can hold it. */
    private static final long MICROS_MAX = 1L << 52;

    private final DecisionLog log;
    private final Door door;

    DecisionShelf(DecisionLog log, Door door) {
        this.log = log;
        this.door = door;
    }

    /** Query parameters as they came. */
    record Question(
            @Nullable String expert,
            @Nullable String confidenceBelow,
            @Nullable String taskId,
            @Nullable String limit,
            @Nullable String after) {}

    /** @param next where the following page begins; null behind the last one */
    record Page(List<DecisionRecord> decisions, @Nullable String next) {}

    Uni<Page> page(String space, Question question) {
        door.space(space);
        int limit = limit(question.limit());
        DecisionLog.Wanted wanted = new DecisionLog.Wanted(
                text(question.expert()),
                Optional.ofNullable(question.confidenceBelow()).map(DecisionShelf::confidence),
                text(question.taskId()),
                Optional.ofNullable(question.after()).map(DecisionShelf::place),
                limit);
        return log.page(space, wanted)
                .map(found -> new Page(
                        found.stream().map(DecisionRecord::of).toList(),
                        found.size() < limit ? null : cursor(found.getLast())));
    }

    private static Optional<String> text(@Nullable String given) {
        return Optional.ofNullable(given).map(PlainText::clean);
    }

    private static int limit(@Nullable String given) {
        if (given == null) {
            return LIMIT;
        }
        try {
            int limit = Integer.parseInt(given.strip());
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException no) {
            // Refused below, as what is out of bounds.
        }
        throw Refusal.INVALID.because("Query parameter 'limit' is a whole number from 1 to " + LIMIT_MAX + ".");
    }

    private static double confidence(String given) {
        try {
            double bound = Double.parseDouble(given.strip());
            if (bound >= 0 && bound <= 1) {
                return bound;
            }
        } catch (NumberFormatException no) {
            // Refused below, as what is out of bounds.
        }
        throw Refusal.INVALID.because("Query parameter 'confidence_below' is a number from 0 to 1.");
    }

    private static String cursor(Routed last) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.time());
        String text = micros + ":" + last.task().id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static DecisionLog.Place place(String cursor) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0 && text.equals(PlainText.clean(text))) {
                long micros = Long.parseLong(text.substring(0, colon));
                if (micros >= 0 && micros < MICROS_MAX) {
                    return new DecisionLog.Place(
                            Instant.EPOCH.plus(micros, ChronoUnit.MICROS), text.substring(colon + 1));
                }
            }
        } catch (IllegalArgumentException no) {
            // Refused below.
        }
        throw Refusal.INVALID.because("Query parameter 'after' is the 'next' of the page before.");
    }
}
