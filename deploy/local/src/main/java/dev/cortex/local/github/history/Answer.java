package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Names;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.account.Seed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A comment of {@code author} in a discussion, and the discussion around it. */
public record Answer(Account author, Standing standing, int index, Instant createdAt) {
    /** What became of the comment; all but the last two are accepted answers, of which only the first is beyond doubt. */
    public enum Standing {
        STRICT,
        OWN_QUESTION,
        CHOSEN_BY_ITS_AUTHOR,
        IN_A_PRIVATE_REPOSITORY,
        IN_THE_COMMUNITY_ORGANISATION,
        NO_ANSWER
    }

    private static final Duration ACCEPTED_AFTER = Duration.ofHours(5);
    private static final Duration ASKED_BEFORE = Duration.ofHours(20);

    public String id() {
        return NodeId.of("DC", key()).text();
    }

    private String key() {
        return author.birthLogin() + "/" + (isAnswer() ? "answer" : "comment") + "/" + index;
    }

    public boolean isAnswer() {
        return standing != Standing.NO_ANSWER;
    }

    public String url() {
        return discussion().url() + "#discussioncomment-"
                + (1 + seed().with("anchor").below(9_999_999));
    }

    public Discussion discussion() {
        return new Discussion(this);
    }

    Seed seed() {
        return author.seed().with(isAnswer() ? "answer" : "comment").with(index);
    }

    /** The question the comment belongs to. */
    public record Discussion(Answer comment) {
        public String id() {
            return NodeId.of("D", comment.key()).text();
        }

        public int number() {
            return 1 + comment.seed().with("number").below(5_000);
        }

        public String title() {
            return "How do I connect a " + Names.word(comment.seed().with("title")) + "?";
        }

        public String url() {
            return repository().url() + "/discussions/" + number();
        }

        public Account author() {
            return comment.standing == Standing.OWN_QUESTION ? comment.author : someone("asker");
        }

        public Repository repository() {
            boolean isPrivate = comment.standing == Standing.IN_A_PRIVATE_REPOSITORY;
            return comment.standing == Standing.IN_THE_COMMUNITY_ORGANISATION
                    ? Repository.in("community", comment.seed(), false)
                    : Repository.elsewhere(comment.seed(), isPrivate);
        }

        public Instant createdAt() {
            return comment.createdAt.minus(ASKED_BEFORE);
        }

        public boolean isAnswered() {
            return comment.isAnswer();
        }

        public @Nullable Answer answer() {
            return comment.isAnswer() ? comment : null;
        }

        public @Nullable Instant answerChosenAt() {
            return comment.isAnswer() ? comment.createdAt.plus(ACCEPTED_AFTER) : null;
        }

        public @Nullable Account answerChosenBy() {
            if (!comment.isAnswer()) {
                return null;
            }
            return comment.standing == Standing.CHOSEN_BY_ITS_AUTHOR ? comment.author : someone("asker");
        }

        private Account someone(String role) {
            return GeneratedAccount.peer(comment.seed().with(role));
        }
    }
}
