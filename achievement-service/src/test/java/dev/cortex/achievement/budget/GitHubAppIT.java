package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.local.github.GitHubSimulator;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHubAppIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GitHubSimulator simulator = GitHubSimulator.start(0);
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        simulator.close();
    }

    @Test
    void paysByItsInstallations() throws IOException, GeneralSecurityException {
        List<Purse> purses = purses(Map.of("id", "12", "installations", "7, 8", "key-file", keyFile()));
        assertEquals(
                List.of("installation-7", "installation-8"),
                purses.stream().map(Purse::id).toList());
        Token token = purses.getFirst().token().get().await().atMost(PATIENCE);
        assertTrue(token.secret().startsWith("ghs_"));
        assertEquals(token, purses.getFirst().token().get().await().atMost(PATIENCE), "it is kept");
        assertFalse(token.toString().contains(token.secret()));
    }

    @Test
    void isNoneWhereNoneIsNamed() {
        assertEquals(List.of(), purses(Map.of()));
    }

    @Test
    void saysWhatIsMissing() throws IOException, GeneralSecurityException {
        assertThrows(IllegalArgumentException.class, () -> purses(Map.of("id", "12", "installations", "7")));
        String key = keyFile();
        assertThrows(
                IllegalArgumentException.class,
                () -> purses(Map.of("id", "12", "installations", "../7", "key-file", key)));
    }

    private List<Purse> purses(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((name, value) -> all.put("github.app." + name, value));
        all.put("github.url", simulator.url());
        AchievementConfig config = Configs.with(all);
        return new GitHubApp(config, vertx, Clock.systemUTC()).purses();
    }

    private String keyFile() throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
        Path file = directory.resolve("app.pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        return file.toString();
    }
}
