package dev.cortex.local.github.account;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * One account as it stands.
 *
 * @param birthLogin the login it was made from, in lower case: its identity, kept over renames
 * @param login the present login
 * @param growth what happened since, oldest first
 */
public record Account(
        String birthLogin, String login, Kind kind, Instant createdAt, Counts counts, List<Growth> growth) {

    public enum Kind {
        USER("U"),
        ORGANIZATION("O"),
        BOT("BOT");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public Account {
        growth = List.copyOf(growth);
    }

    public String id() {
        return NodeId.of(kind.prefix, birthLogin).text();
    }

    /** GitHub's numeric id: positive and of 31 bits. */
    public int databaseId() {
        return 1 + seed().with("databaseId").below(Integer.MAX_VALUE - 1);
    }

    public String name() {
        return Names.person(seed(), birthLogin);
    }

    public String avatarUrl() {
        return "https://avatars.githubusercontent.com/u/" + databaseId() + "?v=4";
    }

    public String resourcePath() {
        return "/" + login;
    }

    public String url() {
        return "https://github.com/" + login;
    }

    public String bio() {
        return "Makes things in " + Names.word(seed().with("bio")) + ".";
    }

    public String company() {
        return "@" + Names.organization(seed().with("company"));
    }

    public String location() {
        return Names.place(seed());
    }

    public String description() {
        return "The people behind " + Names.word(seed().with("description")) + ".";
    }

    /** The time of the latest growth, or the end of the generated past. */
    public Instant updatedAt() {
        return growth.isEmpty() ? GeneratedAccount.PAST_END : growth.getLast().at();
    }

    public Seed seed() {
        return Seed.of(birthLogin);
    }

    public <G extends Growth> List<G> growthOf(Class<G> type) {
        return growth.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public Account grown(List<? extends Growth> more) {
        List<Growth> all = Stream.<Growth>concat(growth.stream(), more.stream()).toList();
        return new Account(birthLogin, login, kind, createdAt, counts, all);
    }

    public Account renamed(String newLogin) {
        return new Account(birthLogin, newLogin, kind, createdAt, counts, growth);
    }

    public Account counting(Counts newCounts) {
        return new Account(birthLogin, login, kind, createdAt, newCounts, growth);
    }
}
