package dev.cortex.achievement.api;

import dev.cortex.achievement.tasks.Order;
import dev.cortex.achievement.workflow.Job;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** From what a plan proposes to orders whose repeat is the same task. */
final class Orders {
    private static final String REFRESH = "achievement.refresh";
    private static final int DIGEST_BYTES = 8;
    private static final int KEY_CHARS_MAX = 200;
    private static final int KEY_CHARS_KEPT = 180;

    private Orders() {}

    /**
     * The key says what is asked for, word by word: the same advice is the same task, another wording is another one. A
     * look at GitHub is worth to be repeated, so its key holds for a day (UTC).
     */
    static Order of(PlanAnswer.TaskItem task, Instant now) {
        String day =
                task.type().equals(REFRESH) ? ":" + now.atOffset(ZoneOffset.UTC).toLocalDate() : "";
        return new Order(
                Optional.of("plan:" + task.uniqueKey() + ":" + digest(task) + day),
                Optional.of(task.uniqueKey()),
                task.type(),
                task.description(),
                task.priority(),
                task.payload());
    }

    /**
     * @param key the sender's own; without one, an issue that is really opened has a key that says which one, and
     *     everything else is a task of its own unless the same is under way
     */
    static Order of(Job job, Optional<String> key) {
        PlanAnswer.TaskItem task = PlanAnswer.task(job.task());
        Optional<String> own = job.onceEver()
                ? Optional.of(bounded("execute:" + task.uniqueKey().toLowerCase(Locale.ROOT)))
                : Optional.empty();
        return new Order(
                key.or(() -> own),
                Optional.of(bounded("execute:" + task.uniqueKey() + ":" + digest(task))),
                task.type(),
                task.description(),
                task.priority(),
                task.payload());
    }

    /** worker-service takes 200 characters; the name of a repository alone may have 100. */
    private static String bounded(String key) {
        return key.length() <= KEY_CHARS_MAX ? key : key.substring(0, KEY_CHARS_KEPT) + ":" + digest(key);
    }

    private static String digest(PlanAnswer.TaskItem task) {
        return digest(
                task.type() + '\n' + task.description() + '\n' + task.priority() + '\n' + Order.sorted(task.payload()));
    }

    private static String digest(String words) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
