package dev.cortex.achievement.card;

import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.rules.Rule;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.achievement.rules.Tier;
import java.util.List;

/**
 * What a card shows of one user. No time and no age, so that it changes only when what it shows does.
 *
 * @param title as the user calls himself, in whatever characters
 */
public record Card(String title, String subtitle, List<Line> lines) {
    private static final int TITLE_CHARS_MAX = 40;

    /**
     * One achievement.
     *
     * @param percentage of the way to the next tier
     */
    public record Line(String name, String state, double percentage) {}

    public Card {
        lines = List.copyOf(lines);
    }

    public static Card of(Snapshot snapshot, List<Standing> standings) {
        List<Standing> earnable = standings.stream()
                .filter(standing -> standing.rule().status() == Rule.Status.EARNABLE)
                .toList();
        long unlocked = earnable.stream().filter(Standing::unlocked).count();
        return new Card(
                shortened(snapshot.name().filter(name -> !name.isBlank()).orElse(snapshot.login())),
                "@" + snapshot.login() + ": " + unlocked + " of " + earnable.size() + " achievements unlocked",
                earnable.stream().map(Card::line).toList());
    }

    private static Line line(Standing standing) {
        String name = standing.rule().name();
        if (standing.count().isEmpty()) {
            return new Line(name, "not known", 0);
        }
        String tier = standing.tier().map(Tier::label).orElse("locked");
        String next = standing.step()
                .nextRequirement()
                .map(requirement -> standing.step().current() + " of " + requirement)
                .orElse(String.valueOf(standing.step().current()));
        return new Line(name, tier + ", " + next, standing.step().percentage());
    }

    private static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= TITLE_CHARS_MAX) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, TITLE_CHARS_MAX - 1)) + "…";
    }
}
