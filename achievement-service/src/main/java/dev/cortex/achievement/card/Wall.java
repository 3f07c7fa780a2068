package dev.cortex.achievement.card;

import dev.cortex.achievement.team.Member;
import dev.cortex.achievement.team.Ranking;
import java.util.List;

/**
 * What a wall shows of a team: a tile for each of the best, and how many more there are.
 *
 * @param title of the team, in whatever characters
 * @param subtitle how many they are
 */
public record Wall(String title, String subtitle, List<Tile> tiles) {

    /** @param name as the user calls himself */
    public record Tile(int rank, String name, String login, String state, double percentage) {}

    public Wall {
        tiles = List.copyOf(tiles);
    }

    /**
     * @param title of the team
     * @param total how many belong to it, also those not in the ranking
     * @param tilesMax the best of them; the rest are counted only
     */
    public static Wall of(String title, Ranking ranking, long total, int tilesMax) {
        List<Ranking.Place> places = ranking.places();
        int shown = Math.min(tilesMax, places.size());
        String subtitle = shown < total
                ? "the best " + shown + " of " + total + " members"
                : total == 1 ? "1 member" : total + " members";
        return new Wall(
                Text.shortened(title, Text.TITLE_WIDTH_MAX),
                subtitle,
                places.subList(0, shown).stream().map(Wall::tile).toList());
    }

    private static Tile tile(Ranking.Place place) {
        Member member = place.member();
        String name = member.name().filter(text -> !text.isBlank()).orElse(member.login());
        return new Tile(
                place.rank(),
                Text.shortened(name, Text.TILE_WIDTH_MAX),
                member.login(),
                member.unlocked() + " unlocked, " + member.tiers() + (member.tiers() == 1 ? " tier" : " tiers"),
                member.averageProgress());
    }
}
