package dev.cortex.achievement.unlock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.Message;
import jakarta.inject.Singleton;
import java.util.Optional;

/** An unlock as it is told to others: on the stream, to listeners and to subscribers alike. */
@Singleton
public final class UnlockMessages {
    static final String STREAM = "cortex.achievements.unlocked";

    public static final String TYPE = "achievement.unlocked";

    private final ObjectMapper json;

    UnlockMessages(ObjectMapper json) {
        this.json = json;
    }

    /** The position is its identity: it stays when it is published again. */
    Message message(Unlock unlock) {
        return new Message("unlock-" + unlock.position(), TYPE, unlock.unlockedAt(), Optional.empty(), data(unlock));
    }

    /** The JSON that everyone gets. */
    public String data(Unlock unlock) {
        try {
            return json.writeValueAsString(unlock);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
