package dev.cortex.routing.model;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everyone a log ever spoke of, as dense numbers in the order of first mention: a retired expert keeps its number, and
 * with it what was learned, should it come back.
 */
final class Roster {
    private final List<String> names = new ArrayList<>();
    private final List<@Nullable Expert> experts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int present;

    int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = names.size();
        names.add(name);
        experts.add(null);
        numbers.put(name, number);
        return number;
    }

    void put(Expert expert) {
        int number = number(expert.id());
        present += experts.get(number) == null ? 1 : 0;
        experts.set(number, expert);
    }

    void retire(String name) {
        int number = number(name);
        present -= experts.get(number) == null ? 0 : 1;
        experts.set(number, null);
    }

    void write(StateWriter out) {
        out.integer(names.size());
        for (int number = 0; number < names.size(); number++) {
            Expert expert = experts.get(number);
            out.text(names.get(number));
            out.integer(expert == null ? 0 : 1);
            if (expert != null) {
                out.text(expert.description());
                out.texts(expert.typePrefixes());
                out.texts(expert.keywords());
                out.texts(expert.boosters());
                out.texts(expert.negatives());
                out.integer(expert.capacity());
            }
        }
    }

    void read(StateReader in) {
        int count = in.integer();
        for (int number = 0; number < count; number++) {
            String name = in.text();
            number(name);
            if (in.integer() == 1) {
                put(new Expert(name, in.text(), in.texts(), in.texts(), in.texts(), in.texts(), in.integer()));
            }
        }
    }

    /** Everyone ever mentioned. */
    int size() {
        return names.size();
    }

    /** Those who can be given tasks now. */
    int present() {
        return present;
    }

    boolean isPresent(int number) {
        return experts.get(number) != null;
    }

    String name(int number) {
        return names.get(number);
    }

    Optional<Expert> find(String name) {
        return Optional.ofNullable(numbers.get(name)).map(experts::get);
    }

    List<String> retired() {
        List<String> retired = new ArrayList<>();
        for (int number = 0; number < names.size(); number++) {
            if (experts.get(number) == null) {
                retired.add(names.get(number));
            }
        }
        return retired;
    }

    List<Expert> all() {
        List<Expert> all = new ArrayList<>();
        for (Expert expert : experts) {
            if (expert != null) {
                all.add(expert);
            }
        }
        all.sort(Comparator.comparing(Expert::id));
        return all;
    }
}
