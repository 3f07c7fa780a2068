package dev.cortex.bench.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.bench.routing.Clinc.Example;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClincTest {
    private static final String FILE = """
            {"domains": {"banking": ["balance", "transfer"], "travel": ["visa"]},
             "train": [["what do i have", "balance"], ["do i need a visa", "visa"], ["send money", "transfer"]],
             "val": [["pay bob", "transfer"]], "test": [["how much is left", "balance"]],
             "oos_val": [["who won", "oos"]], "oos_test": [["sing", "oos"]]}
            """;

    @Test
    void readsIntentsAsExperts() throws IOException {
        Clinc data = Clinc.of(FILE, Clinc.Experts.INTENTS);
        assertEquals(List.of("balance", "transfer", "visa"), data.experts());
        assertEquals(List.of(new Example("pay bob", "transfer")), data.val());
        assertEquals(List.of(new Example("sing", "oos")), data.outsideTest());
    }

    @Test
    void readsDomainsAsExperts() throws IOException {
        Clinc data = Clinc.of(FILE, Clinc.Experts.DOMAINS);
        assertEquals(List.of("banking", "travel"), data.experts());
        assertEquals(List.of(new Example("how much is left", "banking")), data.test());
        assertEquals(List.of(new Example("who won", "oos")), data.outsideVal());
    }

    @Test
    void aSeedIsAnOrderOfTheSameSentences() throws IOException {
        Clinc data = Clinc.of(FILE, Clinc.Experts.INTENTS);
        assertEquals(data.shuffled(7), data.shuffled(7));
        assertEquals(new HashSet<>(data.train()), new HashSet<>(data.shuffled(7)));
        assertNotEquals(data.shuffled(1), data.shuffled(2));
    }

    @Test
    void aFileWithoutAPartIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Clinc.of("{\"train\": []}", Clinc.Experts.INTENTS));
    }

    @Test
    void argumentsAreAFileAndOptions() {
        RoutingBench.Wish wish = RoutingBench.Wish.of("clinc.json", "--seeds", "3", "--only", "accuracy");
        assertEquals(3, wish.seeds());
        assertEquals(List.of(true, false), List.of(wish.accuracy(), wish.speed()));
        assertThrows(IllegalArgumentException.class, () -> RoutingBench.Wish.of("clinc.json", "--seeds", "0"));
    }
}
