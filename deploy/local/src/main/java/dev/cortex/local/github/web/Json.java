package dev.cortex.local.github.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** JSON as GitHub writes it: snake_case. */
public final class Json {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Json() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass(), e);
        }
    }

    /**
     * Reads a body.
     *
     * @throws BadRequest when the body is not JSON of this form
     */
    public static <T> T read(byte[] body, Class<T> type) {
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw new BadRequest(400, "Problems parsing JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new BadRequest(400, "Problems parsing JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadRequest(400, "Problems reading the body");
        }
    }
}
