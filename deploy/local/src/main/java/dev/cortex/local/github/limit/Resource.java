package dev.cortex.local.github.limit;

/** The two halves of the API, which have budgets of their own. */
public enum Resource {
    GRAPHQL("graphql"),
    REST("core");

    private final String header;

    Resource(String header) {
        this.header = header;
    }

    /** The value of {@code x-ratelimit-resource}. */
    public String header() {
        return header;
    }
}
