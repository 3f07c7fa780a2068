package dev.cortex.bench.routing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * CLINC150 (Larson et al. 2019, CC BY 3.0): sentences with 150 intents, and some that have none of these.
 *
 * @param train to learn from
 * @param val to choose thresholds by
 * @param test only ever answered, never learned from and never chosen by
 * @param outsideVal sentences without an intent, to choose thresholds by
 * @param outsideTest the same, to be told apart
 */
public record Clinc(
        List<Example> train,
        List<Example> val,
        List<Example> test,
        List<Example> outsideVal,
        List<Example> outsideTest) {

    /** A sentence and who should get it. */
    public record Example(String text, String expert) {}

    /** What an expert is made of. */
    public enum Experts {
        INTENTS,
        DOMAINS
    }

    public static Clinc read(Path file, Experts experts) throws IOException {
        return of(Files.readString(file), experts);
    }

    static Clinc of(String json, Experts experts) throws IOException {
        JsonNode data = new ObjectMapper().readTree(json);
        Map<String, String> names = new HashMap<>();
        if (experts == Experts.DOMAINS) {
            data.path("domains").properties().forEach(domain -> domain.getValue()
                    .forEach(intent -> names.put(intent.textValue(), domain.getKey())));
        }
        return new Clinc(
                part(data, "train", names),
                part(data, "val", names),
                part(data, "test", names),
                part(data, "oos_val", names),
                part(data, "oos_test", names));
    }

    /** The training part in an order of its own: the file is sorted by intent. */
    public List<Example> shuffled(long seed) {
        List<Example> order = new ArrayList<>(train);
        Collections.shuffle(order, new Random(seed));
        return order;
    }

    public List<String> experts() {
        return train.stream().map(Example::expert).distinct().sorted().toList();
    }

    private static List<Example> part(JsonNode data, String name, Map<String, String> names) {
        JsonNode pairs = data.get(name);
        if (pairs == null || pairs.isEmpty()) {
            throw new IllegalArgumentException("the file has no part '" + name + "'");
        }
        List<Example> examples = new ArrayList<>();
        for (JsonNode pair : pairs) {
            String intent = pair.path(1).asText();
            examples.add(new Example(pair.path(0).asText(), names.getOrDefault(intent, intent)));
        }
        return List.copyOf(examples);
    }
}
