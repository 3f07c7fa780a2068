package dev.cortex.local.github.limit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which account a token belongs to. Any token is good and an account of its own, unless it was said otherwise.
 *
 * <p>Tokens themselves are never shown: a log or a statistic has their {@link #fingerprint}.
 */
public final class Credentials {
    /** No login of GitHub's: it has a character that none may have. */
    public static final String ANONYMOUS_LOGIN = "(anonymous)";

    /** Who asks without a token. */
    public static final Caller ANONYMOUS = new Caller.Known(ANONYMOUS_LOGIN, "none");

    private static final int FINGERPRINT_LENGTH = 12;

    /** What GitHub's installation tokens begin with, and how long they last. */
    private static final String INSTALLATION_PREFIX = "ghs_";

    private static final Duration INSTALLATION_LASTS = Duration.ofHours(1);

    private final InstantSource clock;
    private final Map<String, Caller> cache = new ConcurrentHashMap<>();
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();
    private volatile Rules rules = Rules.OPEN;

    /**
     * What is known about tokens.
     *
     * @param accounts login of the account by token; several tokens of one account share its budget
     * @param suspended tokens whose account was suspended
     * @param onlyKnown whether a token that is not in {@code accounts} is refused
     */
    public record Rules(Map<String, String> accounts, Set<String> suspended, boolean onlyKnown) {
        public static final Rules OPEN = new Rules(Map.of(), Set.of(), false);

        public Rules {
            accounts = Map.copyOf(accounts);
            suspended = Set.copyOf(suspended);
        }
    }

    /** Who stands behind a token. */
    public sealed interface Caller {
        /**
         * A token that is good.
         *
         * @param login the account's login, by which its limits are kept
         */
        record Known(String login, String fingerprint) implements Caller {}

        record Suspended(String fingerprint) implements Caller {}

        record Unknown(String fingerprint) implements Caller {}
    }

    public Credentials(InstantSource clock) {
        this.clock = clock;
    }

    /** A token of an installation, whose tokens all share one account. */
    public record Issued(String token, String login, Instant expiresAt) {}

    public Issued issue(String installation) {
        Issued token = new Issued(
                INSTALLATION_PREFIX + UUID.randomUUID().toString().replace("-", ""),
                "installation-" + installation,
                clock.instant().plus(INSTALLATION_LASTS).truncatedTo(ChronoUnit.SECONDS));
        issued.values().removeIf(this::expired);
        issued.put(token.token(), token);
        return token;
    }

    private boolean expired(Issued token) {
        return !clock.instant().isBefore(token.expiresAt());
    }

    public void rules(Rules newRules) {
        rules = newRules;
        cache.clear();
    }

    public Caller caller(String token) {
        if (token.startsWith(INSTALLATION_PREFIX)) {
            Issued known = issued.get(token);
            return known == null || expired(known)
                    ? new Caller.Unknown(fingerprint(token))
                    : new Caller.Known(known.login(), fingerprint(token));
        }
        return cache.computeIfAbsent(token, this::identify);
    }

    private Caller identify(String token) {
        String fingerprint = fingerprint(token);
        Rules now = rules;
        if (now.suspended().contains(token)) {
            return new Caller.Suspended(fingerprint);
        }
        String login = now.accounts().get(token);
        if (login == null && now.onlyKnown()) {
            return new Caller.Unknown(fingerprint);
        }
        return new Caller.Known(login == null ? "holder-" + fingerprint : login, fingerprint);
    }

    public static String fingerprint(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, FINGERPRINT_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
