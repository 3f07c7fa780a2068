package dev.cortex.local.github.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** All accounts: made from their login when asked for, remembered only once someone changed them. */
public final class Accounts {
    private static final int LEAST_MEMBERS = 3;
    private static final int MOST_MEMBERS = 250;

    private final Map<String, Account> changedByBirthLogin = new HashMap<>();

    /** Logins given up or taken by renaming; an empty value means that nobody has this login now. */
    private final Map<String, Optional<String>> birthLoginByLogin = new HashMap<>();

    public Optional<Account> user(String login) {
        return byLogin(login).filter(account -> account.kind() == Account.Kind.USER);
    }

    public Optional<Account> organization(String login) {
        return byLogin(login).filter(account -> account.kind() == Account.Kind.ORGANIZATION);
    }

    public synchronized Optional<Account> byLogin(String login) {
        String key = Logins.key(login);
        return birthLoginByLogin.getOrDefault(key, Optional.of(key)).flatMap(this::byBirthLogin);
    }

    /** By the part of a node id that names the account. */
    public synchronized Optional<Account> byBirthLogin(String birthLogin) {
        Account changed = changedByBirthLogin.get(birthLogin);
        return changed != null
                ? Optional.of(changed)
                : Logins.kindOf(birthLogin).map(kind -> GeneratedAccount.of(birthLogin, kind));
    }

    /** The people of an organisation: so many as its name says by chance, always the same. */
    public List<Account> membersOf(Account organization) {
        Seed seed = organization.seed().with("members");
        return IntStream.range(0, LEAST_MEMBERS + seed.below(MOST_MEMBERS - LEAST_MEMBERS))
                .mapToObj(index -> organization.birthLogin() + "-member-" + index)
                .flatMap(login -> byBirthLogin(login.replaceFirst("^org-", "")).stream())
                .toList();
    }

    /**
     * Changes a user at once for everybody who asks.
     *
     * @return the account after the change, empty when there is no such user
     */
    public synchronized Optional<Account> change(String login, UnaryOperator<Account> change) {
        Optional<Account> changed = user(login).map(change);
        changed.ifPresent(account -> changedByBirthLogin.put(account.birthLogin(), account));
        return changed;
    }

    /**
     * Gives an account another login; the old one is free from now on and answers "not found".
     *
     * @throws IllegalArgumentException when GitHub would not allow the new login, or a renamed account has it
     */
    public synchronized Optional<Account> rename(String login, String newLogin) {
        String key = Logins.key(newLogin);
        if (!Logins.isValid(key)) {
            throw new IllegalArgumentException("not a login: letters, digits and single hyphens, at most 39");
        }
        Optional<String> holder = birthLoginByLogin.getOrDefault(key, Optional.empty());
        Optional<Account> before = user(login);
        if (holder.isPresent()
                && before.map(Account::birthLogin).filter(holder.get()::equals).isEmpty()) {
            throw new IllegalArgumentException("the login is taken");
        }
        return before.map(account -> {
            birthLoginByLogin.put(Logins.key(account.login()), Optional.empty());
            birthLoginByLogin.put(key, Optional.of(account.birthLogin()));
            Account renamed = account.renamed(newLogin);
            changedByBirthLogin.put(account.birthLogin(), renamed);
            return renamed;
        });
    }

    public synchronized void reset() {
        changedByBirthLogin.clear();
        birthLoginByLogin.clear();
    }
}
