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
 * @param unlocked of those that can be earned, which are the lines
 */
public record Card(String title, String handle, int unlocked, List<Line> lines) {
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
        return new Card(
                Text.shortened(
                        snapshot.name().filter(name -> !name.isBlank()).orElse(snapshot.login()), Text.TITLE_WIDTH_MAX),
                "@" + snapshot.login(),
                (int) earnable.stream().filter(Standing::unlocked).count(),
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
}
