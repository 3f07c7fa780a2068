package dev.cortex.achievement.progress;

import dev.cortex.achievement.activity.Activity;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.FeedConfig;
import dev.cortex.achievement.settings.FreshnessConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets an answer count as fresh for another while, without a GraphQL point, when GitHub's event feed shows nothing that its
 * user did since. Its own age is not touched: it was fetched when it was, and the answer says when it was confirmed. The
 * feed lags and does not show everything, hence a maximum age; a user who was never looked at, one whom a webhook moved, and
 * whoever asks by force are not confirmed but fetched.
 */
@Singleton
final class Confirmation {
    /** A feed that says nothing so often in a row will say nothing to the rest of a batch either. */
    private static final int UNTOLD_MAX = 20;

    private final FreshnessConfig freshness;
    private final FeedConfig feed;
    private final ProgressStore store;
    private final ProgressCache cache;
    private final Activity activity;
    private final Clock clock;

    Confirmation(AchievementConfig config, ProgressStore store, ProgressCache cache, Activity activity, Clock clock) {
        this.freshness = config.freshness();
        this.feed = config.feed();
        this.store = store;
        this.cache = cache;
        this.activity = activity;
        this.clock = clock;
    }

    /** @return what may be told as fresh now; empty where GitHub must be asked. Never fails */
    Uni<Optional<Reading>> confirmed(Login login, Urgency urgency) {
        return confirmed(login, urgency, new AtomicInteger());
    }

    /** As many of them as can be confirmed until then. */
    Uni<Map<Login, Reading>> confirmed(List<Login> logins, Instant end) {
        AtomicInteger untold = new AtomicInteger();
        return Multi.createFrom()
                .iterable(logins)
                .onItem()
                .transformToUni(
                        login -> untold.get() < UNTOLD_MAX && clock.instant().isBefore(end)
                                ? confirmed(login, Urgency.BACKGROUND, untold).map(found -> Map.entry(login, found))
                                : Uni.createFrom().item(Map.entry(login, Optional.<Reading>empty())))
                .merge(feed.atOnce())
                .collect()
                .in(HashMap::new, (all, entry) -> entry.getValue().ifPresent(found -> all.put(entry.getKey(), found)));
    }

    private Uni<Optional<Reading>> confirmed(Login login, Urgency urgency, AtomicInteger untold) {
        if (!feed.ageMax().isPositive()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return store.findCurrent(login)
                .map(found -> found.filter(this::youngEnough))
                .flatMap(found -> found.map(snapshot -> confirmed(login, snapshot, urgency, untold))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<Optional<Reading>> confirmed(Login login, Snapshot snapshot, Urgency urgency, AtomicInteger untold) {
        Instant freshByItself = snapshot.fetchedAt().plus(freshness.ttl());
        if (clock.instant().isBefore(freshByItself)) {
            return kept(login, new Reading(snapshot, Reading.Source.STORE, freshByItself, Optional.empty()));
        }
        return activity.since(login, snapshot.fetchedAt(), urgency).flatMap(sign -> {
            untold.updateAndGet(before -> sign == Activity.Sign.UNTOLD ? before + 1 : 0);
            return sign == Activity.Sign.QUIET
                    ? kept(login, validated(snapshot))
                    : Uni.createFrom().item(Optional.empty());
        });
    }

    private boolean youngEnough(Snapshot snapshot) {
        return clock.instant().isBefore(snapshot.fetchedAt().plus(feed.ageMax()));
    }

    private Reading validated(Snapshot snapshot) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant ends = snapshot.fetchedAt().plus(feed.ageMax());
        Instant fresh = now.plus(freshness.ttl());
        return new Reading(
                snapshot,
                Reading.Source.STORE,
                fresh.isBefore(ends) ? fresh : ends,
                Optional.empty(),
                Optional.of(now));
    }

    private Uni<Optional<Reading>> kept(Login login, Reading reading) {
        Duration keepFor =
                Duration.between(clock.instant(), reading.freshUntil()).plus(freshness.whileRevalidate());
        Uni<Void> kept = cache.keep(login, reading.snapshot(), reading.freshUntil(), keepFor);
        return reading.validatedAt()
                .map(at -> kept.flatMap(
                        _ -> cache.confirm(login, reading.snapshot().fetchedAt(), at)))
                .orElse(kept)
                .replaceWith(() -> Optional.of(reading));
    }
}
