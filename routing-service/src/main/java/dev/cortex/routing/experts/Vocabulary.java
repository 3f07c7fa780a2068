package dev.cortex.routing.experts;

import dev.cortex.routing.text.Stem;
import dev.cortex.routing.text.StopWords;
import dev.cortex.routing.text.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds which experts a text speaks for by their definitions: an inverted index from stems and phrases of stems to
 * experts, changed expert by expert. A look-up costs what matches, not how many experts there are.
 *
 * <p>A word that many experts share says little about any of them: each match is weighted by how rare its phrase is
 * among experts.
 */
public final class Vocabulary {
    private static final int PHRASE_WORDS_MAX = 4;
    private static final double NOTHING = 0.02;
    private final Map<String, Phrase> phrases = new HashMap<>();
    /** How many words the longest phrase has that begins with this one; what was removed leaves its own behind. */
    private final Map<String, Integer> beginnings = new HashMap<>();

    private final Map<String, List<String>> types = new HashMap<>();
    private final Map<String, Expert> experts = new HashMap<>();
    /** Of how many experts there are: a logarithm for each phrase of each text would cost more than the match. */
    private double log = StrictMath.log(2);

    private record Posting(String expert, Evidence.Kind kind, String text) {}

    /** Whom a phrase speaks for. */
    private static final class Phrase {
        private final List<Posting> postings = new ArrayList<>();
        /** On it; a hint in a description is a quarter of one. */
        private double claims;
        /** Of the claims. */
        private double log;

        void add(Posting posting) {
            postings.add(posting);
            claim(posting.kind().claim);
        }

        void remove(String expert) {
            postings.removeIf(posting -> {
                boolean gone = posting.expert().equals(expert);
                if (gone) {
                    claim(-posting.kind().claim);
                }
                return gone;
            });
        }

        private void claim(double more) {
            claims += more;
            log = StrictMath.log(Math.max(1, claims));
        }
    }

    /** Adds the expert or replaces its former definition. */
    public void put(Expert expert) {
        remove(expert.id());
        experts.put(expert.id(), expert);
        index(expert).forEach((phrase, posting) -> {
            phrases.computeIfAbsent(phrase, p -> new Phrase()).add(posting);
            String[] words = phrase.split(" ");
            beginnings.merge(words[0], words.length, Math::max);
        });
        counted();
        for (String type : expert.typePrefixes()) {
            types.computeIfAbsent(Types.clean(type), t -> new ArrayList<>()).add(expert.id());
        }
    }

    public void remove(String id) {
        Expert expert = experts.remove(id);
        if (expert == null) {
            return;
        }
        for (String phrase : index(expert).keySet()) {
            phrases.computeIfPresent(phrase, (p, known) -> {
                known.remove(id);
                return known.postings.isEmpty() ? null : known;
            });
        }
        counted();
        for (String type : expert.typePrefixes()) {
            types.computeIfPresent(Types.clean(type), (t, ids) -> without(ids, id::equals));
        }
    }

    private void counted() {
        log = StrictMath.log(Math.max(2, experts.size()));
    }

    /** The evidence for every expert that the text, by its words' stems, or the type touches, by expert id. */
    public Map<String, Evidence> match(String type, String text, List<String> stems) {
        Map<String, Evidence> found = new HashMap<>();
        if (!types.isEmpty()) {
            for (String prefix : Types.prefixes(type, text)) {
                for (String id : types.getOrDefault(prefix, List.of())) {
                    evidence(found, id).add(Evidence.Kind.TYPE, prefix, Evidence.Kind.TYPE.weight);
                }
            }
        }
        Set<String> done = new HashSet<>();
        for (int from = 0; from < stems.size(); from++) {
            int longest = beginnings.getOrDefault(stems.get(from), 0);
            String phrase = longest == 0 ? "" : stems.get(from);
            for (int words = 1; words <= longest; words++) {
                meet(phrase, done, found);
                int next = from + words;
                if (next == stems.size()) {
                    break;
                }
                phrase = words == longest ? phrase : phrase + " " + stems.get(next);
            }
        }
        return found;
    }

    private void meet(String text, Set<String> done, Map<String, Evidence> found) {
        Phrase phrase = phrases.get(text);
        if (phrase == null || !done.add(text)) {
            return;
        }
        double rarity = rarity(phrase);
        if (rarity < NOTHING) {
            return;
        }
        for (Posting posting : phrase.postings) {
            evidence(found, posting.expert()).add(posting.kind(), posting.text(), posting.kind().weight * rarity);
        }
    }

    /** 1 for what speaks for a single expert, 0 for what speaks for all. */
    private double rarity(Phrase phrase) {
        return Math.clamp(1 - phrase.log / log, 0, 1);
    }

    private static Evidence evidence(Map<String, Evidence> found, String id) {
        return found.computeIfAbsent(id, i -> new Evidence());
    }

    /** A phrase counts once an expert, as the strongest kind it is given as. */
    private static Map<String, Posting> index(Expert expert) {
        Map<String, Posting> index = new LinkedHashMap<>();
        expert.negatives().forEach(text -> add(index, expert, Evidence.Kind.NEGATIVE, text));
        expert.keywords().forEach(text -> add(index, expert, Evidence.Kind.KEYWORD, text));
        expert.boosters().forEach(text -> add(index, expert, Evidence.Kind.BOOSTER, text));
        Words.of(expert.description() + " " + expert.id()).stream()
                .filter(word -> word.length() > 1 && !StopWords.contains(word))
                .forEach(word -> add(index, expert, Evidence.Kind.DESCRIPTION, word));
        return index;
    }

    private static void add(Map<String, Posting> index, Expert expert, Evidence.Kind kind, String text) {
        String phrase =
                Words.of(text).stream().limit(PHRASE_WORDS_MAX).map(Stem::of).collect(Collectors.joining(" "));
        if (!phrase.isEmpty()) {
            index.putIfAbsent(phrase, new Posting(expert.id(), kind, text));
        }
    }

    private static <T> @Nullable List<T> without(List<T> list, Predicate<T> gone) {
        list.removeIf(gone);
        return list.isEmpty() ? null : list;
    }
}
