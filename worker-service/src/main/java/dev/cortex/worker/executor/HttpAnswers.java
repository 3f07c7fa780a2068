package dev.cortex.worker.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What an HTTP answer means for the task that asked. */
final class HttpAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();
    // Those that say "later": RFC 9110, 6585.
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final int resultBytesMax;

    HttpAnswers(int resultBytesMax) {
        this.resultBytesMax = resultBytesMax;
    }

    /** @throws TaskFailure for a status from 400 on: passing for those that say so and from 500 on, else lasting */
    JsonNode result(BoundedHttp.Answer answer) {
        int status = answer.status();
        if (status >= 500 || PASSING.contains(status)) {
            throw TaskFailure.passing("the answer's status was " + status);
        }
        if (status >= 400) {
            throw TaskFailure.lasting("the answer's status was " + status);
        }
        boolean long_ = answer.cut() || answer.body().length() > resultBytesMax;
        String type = answer.header("Content-Type").orElse("");
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        result.put("status", status);
        result.put("content_type", type);
        result.put("truncated", long_);
        result.set("body", long_ ? start(answer) : whole(answer, type));
        return result;
    }

    private JsonNode start(BoundedHttp.Answer answer) {
        int length = Math.min(resultBytesMax, answer.body().length());
        return TextNode.valueOf(new String(answer.body().getBytes(0, length), StandardCharsets.UTF_8));
    }

    private static JsonNode whole(BoundedHttp.Answer answer, String type) {
        String text = answer.body().toString(StandardCharsets.UTF_8);
        if (type.toLowerCase(Locale.ROOT).contains("json")) {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException mislabelled) {
                return TextNode.valueOf(text);
            }
        }
        return TextNode.valueOf(text);
    }
}
