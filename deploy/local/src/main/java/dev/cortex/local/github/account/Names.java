package dev.cortex.local.github.account;

import java.util.List;

/** Words that generated names are made of. */
public final class Names {
    private static final List<String> FIRST = List.of(
            "Ada",
            "Alan",
            "Barbara",
            "Dennis",
            "Donald",
            "Edsger",
            "Frances",
            "Grace",
            "Hedy",
            "Jean",
            "Katherine",
            "Ken",
            "Leslie",
            "Margaret",
            "Niklaus",
            "Radia",
            "Sophie",
            "Tim",
            "Tony",
            "Yukihiro");
    private static final List<String> LAST = List.of(
            "Allen", "Baker", "Clarke", "Dijk", "Ekman", "Fischer", "Garcia", "Hoare", "Ito", "Jansen", "Kim", "Lamarr",
            "Moreau", "Novak", "Okafor", "Perlman", "Quinn", "Rossi", "Silva", "Tanaka");
    private static final List<String> WORDS = List.of(
            "anchor", "beacon", "cedar", "delta", "ember", "fable", "garnet", "harbor", "iris", "juniper", "kernel",
            "lantern", "meadow", "nebula", "orchard", "prism", "quartz", "ripple", "summit", "thistle", "umbra",
            "valley", "willow", "xenon", "yarrow", "zephyr");
    private static final List<String> PLACES = List.of(
            "Accra", "Berlin", "Bogotá", "Chennai", "Dublin", "Kyoto", "Lisbon", "Montréal", "Nairobi", "Tallinn");

    /** So many different people appear as reviewers, co-authors and askers. */
    private static final int PEERS = 500;

    private Names() {}

    static String person(Seed seed, String login) {
        return login.equals("octocat")
                ? "The Octocat"
                : pick(FIRST, seed.with("first")) + " " + pick(LAST, seed.with("last"));
    }

    static String place(Seed seed) {
        return pick(PLACES, seed.with("place"));
    }

    public static String word(Seed seed) {
        return pick(WORDS, seed);
    }

    /** The login of an organisation. */
    public static String organization(Seed seed) {
        return "org-" + word(seed.with("organization"));
    }

    /** The login of some other person. */
    public static String peer(Seed seed) {
        return word(seed.with("peer")) + "-dev-" + seed.with("number").below(PEERS / WORDS.size());
    }

    private static String pick(List<String> from, Seed seed) {
        return from.get(seed.below(from.size()));
    }
}
