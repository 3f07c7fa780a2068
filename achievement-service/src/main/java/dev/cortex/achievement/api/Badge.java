package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cortex.achievement.rules.Standing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A badge as shields.io takes it from an endpoint, with its names.
 *
 * @param message nothing of it is chosen by who asks
 * @param color by the tier reached; grey where nothing is
 */
record Badge(@JsonProperty("schemaVersion") int schemaVersion, String label, String message, String color) {
    private static final int VERSION = 1;
    private static final String NOTHING = "lightgrey";
    private static final String SOMETHING = "blue";

    /** @param achievementId of this one; without it, of all together */
    static Badge of(List<Standing> standings, Optional<String> achievementId) {
        return achievementId
                .flatMap(id -> standings.stream()
                        .filter(standing -> standing.rule().id().equals(id))
                        .findFirst())
                .map(Badge::ofOne)
                .orElseGet(() -> ofAll(standings));
    }

    static Badge ofAll(List<Standing> standings) {
        ProgressAnswer.Summary summary = ProgressAnswer.Summary.of(standings);
        return new Badge(
                VERSION,
                "achievements",
                summary.unlocked() + " of " + summary.totalAchievements() + " unlocked",
                summary.unlocked() > 0 ? SOMETHING : NOTHING);
    }

    /** What was never observed is not told as zero. */
    static Badge ofOne(Standing standing) {
        String label = standing.rule().name().toLowerCase(Locale.ROOT);
        if (standing.count().isEmpty()) {
            return new Badge(VERSION, label, "unknown", NOTHING);
        }
        String tier = standing.tier().map(reached -> reached.label() + ", ").orElse("");
        return new Badge(VERSION, label, tier + standing.step().current(), color(standing));
    }

    private static String color(Standing standing) {
        return standing.tier()
                .map(reached -> switch (reached.name()) {
                    case "bronze" -> "cd7f32";
                    case "silver" -> "c0c0c0";
                    case "gold" -> "ffd700";
                    default -> SOMETHING;
                })
                .orElse(NOTHING);
    }
}
