package dev.cortex.local.github.web;

import dev.cortex.local.github.account.Accounts;
import dev.cortex.local.github.fault.Faults;
import dev.cortex.local.github.limit.AccountLimits;
import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.limit.Limits;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everything one simulated GitHub remembers. */
public final class Simulation {
    private final InstantSource clock;
    private final Limits initialLimits;
    private final Accounts accounts = new Accounts();
    private final Credentials credentials;
    private final Faults faults = new Faults();
    private final Traffic traffic = new Traffic();
    private final Work work = new Work();
    private final Map<String, AccountLimits> limitsByLogin = new ConcurrentHashMap<>();
    private volatile Limits limits;

    public Simulation(InstantSource clock, Limits limits) {
        this.clock = clock;
        this.credentials = new Credentials(clock);
        this.initialLimits = limits;
        this.limits = limits;
    }

    public Instant now() {
        return clock.instant();
    }

    public Accounts accounts() {
        return accounts;
    }

    public Credentials credentials() {
        return credentials;
    }

    public Faults faults() {
        return faults;
    }

    public Traffic traffic() {
        return traffic;
    }

    public Work work() {
        return work;
    }

    public AccountLimits limitsOf(String login) {
        return limitsByLogin.computeIfAbsent(
                login, _ -> new AccountLimits(login.equals(Credentials.ANONYMOUS_LOGIN) ? limits.anonymous() : limits));
    }

    /** New limits for everyone; what was used of the old ones is forgotten. */
    public void limits(Limits newLimits) {
        limits = newLimits;
        limitsByLogin.clear();
    }

    /** Back to the first moment. */
    public void reset() {
        accounts.reset();
        credentials.rules(Credentials.Rules.OPEN);
        faults.clear();
        traffic.reset();
        work.reset();
        limits(initialLimits);
    }
}
