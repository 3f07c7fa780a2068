package dev.cortex.local.github.limit;

/** Everything that one account's tokens share. */
public final class AccountLimits {
    private final Budget graphql;
    private final Budget rest;
    private final SecondaryLimits secondary;

    public AccountLimits(Limits limits) {
        this.graphql = new Budget(limits.graphqlPointsPerHour());
        this.rest = new Budget(limits.restPerHour());
        this.secondary = new SecondaryLimits(limits);
    }

    public Budget budget(Resource resource) {
        return switch (resource) {
            case GRAPHQL -> graphql;
            case REST -> rest;
        };
    }

    public SecondaryLimits secondary() {
        return secondary;
    }
}
