package dev.cortex.mesh.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.mesh.stream.MessageFields.Decoded;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFieldsTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Message MESSAGE = new Message(
            "m-1", "thing.happened", Instant.parse("2026-01-31T12:00:00.123Z"), Optional.of(PARENT), "{\"n\":1}");

    private static Map<String, String> map(List<String> fields) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i += 2) {
            map.put(fields.get(i), fields.get(i + 1));
        }
        return map;
    }

    @Test
    void theFieldsOfAnEntryAreThese() {
        assertEquals(
                List.of(
                        "v",
                        "1",
                        "id",
                        "m-1",
                        "type",
                        "thing.happened",
                        "time",
                        "2026-01-31T12:00:00.123Z",
                        "traceparent",
                        PARENT,
                        "data",
                        "{\"n\":1}"),
                MessageFields.encode(MESSAGE));
    }

    @Test
    void outsideATraceThereIsNoTraceparent() {
        Message plain = new Message("m-1", "t", MESSAGE.time(), Optional.empty(), "{}");
        assertEquals(
                List.of("v", "1", "id", "m-1", "type", "t", "time", "2026-01-31T12:00:00.123Z", "data", "{}"),
                MessageFields.encode(plain));
    }

    @Test
    void whatIsEncodedIsReadBack() {
        assertEquals(new Decoded.Whole(MESSAGE), MessageFields.decode(map(MessageFields.encode(MESSAGE))));
    }

    @Test
    void unknownFieldsAreIgnored() {
        Map<String, String> fields = map(MessageFields.encode(MESSAGE));
        fields.put("colour", "blue");
        assertEquals(new Decoded.Whole(MESSAGE), MessageFields.decode(fields));
    }

    @ParameterizedTest
    @CsvSource({"v,no field v", "id,no field id", "type,no field type", "time,no field time", "data,no field data"})
    void aMissingFieldIsNamed(String missing, String reason) {
        Map<String, String> fields = map(MessageFields.encode(MESSAGE));
        fields.remove(missing);
        assertEquals(new Decoded.Unreadable(reason), MessageFields.decode(fields));
    }

    @ParameterizedTest
    @CsvSource({"v,2,version other than 1", "time,noon,field time is not an ISO-8601 instant", "id,' ',no field id"})
    void aWrongFieldIsNamed(String name, String value, String reason) {
        Map<String, String> fields = map(MessageFields.encode(MESSAGE));
        fields.put(name, value);
        assertEquals(new Decoded.Unreadable(reason), MessageFields.decode(fields));
    }
}
