package dev.cortex.achievement.observation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** What an event does to one count. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Effect.More.class, name = "more"),
    @JsonSubTypes.Type(value = Effect.QuickClose.class, name = "quick_close"),
    @JsonSubTypes.Type(value = Effect.Stars.class, name = "stars")
})
public sealed interface Effect {
    String achievementId();

    /**
     * What is known after an event that the finding does not have in it.
     *
     * @return empty where only GitHub can tell
     */
    Optional<Finding> upon(Finding finding);

    /** What is known after an event that the finding may have in it or not: never more than is proven. */
    Finding beside(Finding finding);

    /**
     * More of what is counted.
     *
     * @param proven so many more there are
     * @param possible so many more there may be
     * @param least so many there are at least after it, whatever was before
     */
    record More(String achievementId, long proven, long possible, long least) implements Effect {
        public More {
            if (proven < 0 || possible < proven || least < 0) {
                throw new IllegalArgumentException("0 <= proven <= possible and 0 <= least");
            }
        }

        @Override
        public Optional<Finding> upon(Finding finding) {
            return Optional.of(counted(finding, proven));
        }

        @Override
        public Finding beside(Finding finding) {
            return counted(finding, 0);
        }

        private Finding counted(Finding finding, long more) {
            long min = Math.max(finding.count().min() + more, least);
            Count counted = Count.between(min, Math.max(finding.count().max() + possible, min));
            return new Finding(counted, finding.evidence(), finding.total().map(things -> things + possible));
        }
    }

    /** An issue or pull request was closed so soon that it counts. It did, whenever that was. */
    record QuickClose(long seconds, String url) implements Effect {
        @Override
        public String achievementId() {
            return "quickdraw";
        }

        @Override
        public Optional<Finding> upon(Finding finding) {
            return Optional.of(beside(finding));
        }

        @Override
        public Finding beside(Finding finding) {
            Evidence close = new Evidence.FastestClose(seconds, url);
            Evidence best = finding.evidence().map(close::orBetter).orElse(close);
            return Finding.of(Count.exactly(1), best).outOf(finding.total());
        }
    }

    /** So many stars one repository of the user has after one more was given; the repository with the most counts. */
    record Stars(String repository, long stars, String url) implements Effect {
        @Override
        public String achievementId() {
            return "starstruck";
        }

        @Override
        public Optional<Finding> upon(Finding finding) {
            if (stars > finding.count().max()) {
                return Optional.of(Finding.of(Count.exactly(stars), top()));
            }
            // Fewer than it had: some were taken back, and another may have the most now.
            boolean fell = stars < finding.count().max()
                    && finding.evidence()
                            .filter(evidence -> evidence instanceof Evidence.TopRepository known
                                    && known.name().equalsIgnoreCase(repository))
                            .isPresent();
            return fell ? Optional.empty() : Optional.of(finding);
        }

        @Override
        public Finding beside(Finding finding) {
            return stars > finding.count().max()
                    ? Finding.of(Count.between(finding.count().min(), stars), top())
                    : finding;
        }

        private Evidence top() {
            return new Evidence.TopRepository(repository, stars, url);
        }
    }
}
