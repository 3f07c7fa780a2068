package dev.cortex.routing.text;

import java.util.Set;

/**
 * English words that say nothing about who should do a task: left out of what a description claims and of what an
 * explanation names. The learner does see them; it finds out by itself what they are worth.
 */
public final class StopWords {
    private static final Set<String> WORDS =
            Set.of(("a an and are as at be but by can do does for from has have how i in"
                            + " into is it its no not of on or our out over so such than that the their them then there these they"
                            + " this those to up us was we what when where which who whom why will with you your all any each every"
                            + " more most other some new one two use using used make makes made get gets give gives keep keeps"
                            + " also about")
                    .split(" "));

    private StopWords() {}

    public static boolean contains(String word) {
        return WORDS.contains(word);
    }
}
