package dev.cortex.achievement.github;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The real edge to a simulated GitHub for tests of other rooms, with so many tokens that losing some ends nothing. */
public final class SimulatedPages implements AutoCloseable {
    private static final int TOKENS = 400;

    private final SimulatedGitHub simulated;
    private final Pages pages;

    public SimulatedPages() {
        List<String> tokens =
                IntStream.range(0, TOKENS).mapToObj(i -> "token-" + i).toList();
        simulated = new SimulatedGitHub(tokens, Map.of("github.timeout", "2s", "github.retries-max", "0"));
        pages = new GraphQLPages((GraphQLGitHub) simulated.github);
    }

    public GitHub github() {
        return simulated.github;
    }

    public Pages pages() {
        return pages;
    }

    public String admin(String method, String path, String body) {
        return simulated.admin(method, path, body);
    }

    @Override
    public void close() {
        simulated.close();
    }
}
