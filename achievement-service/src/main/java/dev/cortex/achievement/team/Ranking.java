package dev.cortex.achievement.team;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who is how far, the furthest first: by achievements unlocked, then by tiers, then by progress. Equals share a rank, and the
 * next one is as many behind as they are (1, 2, 2, 4); among equals the order is that of the logins.
 */
public record Ranking(List<Place> places) {
    private static final Comparator<Member> FURTHEST_FIRST = Comparator.comparingInt(Member::unlocked)
            .thenComparingInt(Member::tiers)
            .thenComparingDouble(Member::averageProgress)
            .reversed();

    /** @param rank 1 is the best */
    public record Place(int rank, Member member) {}

    public Ranking {
        places = List.copyOf(places);
    }

    public static Ranking of(List<Member> members) {
        List<Member> sorted = members.stream()
                .sorted(FURTHEST_FIRST.thenComparing(Member::login, String.CASE_INSENSITIVE_ORDER))
                .toList();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            boolean equal = i > 0 && FURTHEST_FIRST.compare(sorted.get(i - 1), sorted.get(i)) == 0;
            places.add(new Place(equal ? places.getLast().rank() : i + 1, sorted.get(i)));
        }
        return new Ranking(places);
    }
}
