package dev.cortex.achievement.budget;

/** The two halves of GitHub's API, which are counted apart. */
public enum Resource {
    GRAPHQL("graphql", 2_000),
    /** REST. */
    CORE("core", 900);

    private final String text;
    private final int minute;

    Resource(String text, int minute) {
        this.text = text;
        this.minute = minute;
    }

    /** As GitHub names it in {@code x-ratelimit-resource}. */
    public String text() {
        return text;
    }

    /** Secondary points a minute that GitHub allows: a query or a GET is one, whatever it costs of the hour's points. */
    public int minute() {
        return minute;
    }
}
