package dev.cortex.worker.intake;

import dev.cortex.worker.task.TaskRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two requests are the same one. */
final class RequestDigest {
    private RequestDigest() {}

    /** SHA-256 over all fields, in hexadecimal. */
    static String of(TaskRequest request) {
        try {
            // A record's text has all its fields; it only has to be equal within one version of the service.
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(request.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
