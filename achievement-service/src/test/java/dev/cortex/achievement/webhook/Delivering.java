package dev.cortex.achievement.webhook;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Delivers as GitHub does. */
final class Delivering {
    private static final String SECRET = "only of this test";

    private Delivering() {}

    /** The sweep is called by the test, not by the time; the events have the time of the test's own clock. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cortex.achievement.webhook.secret", SECRET,
                    "cortex.achievement.webhook.sweep-every", "1h",
                    "cortex.achievement.webhook.clock-skew", "0s",
                    "cortex.achievement.webhook.answer-within", "30s");
        }
    }

    static ValidatableResponse deliver(String id, String event, String body) {
        return post(signature(body), id, event, body);
    }

    static ValidatableResponse post(String signed, String id, String event, String body) {
        return given().contentType("application/json")
                .header("X-Hub-Signature-256", signed)
                .header("X-GitHub-Delivery", id)
                .header("X-GitHub-Event", event)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/webhooks/github")
                .then();
    }

    static String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
