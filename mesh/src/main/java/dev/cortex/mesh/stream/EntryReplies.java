package dev.cortex.mesh.stream;

import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries out of the replies of Redis, which differ between RESP2 (arrays) and RESP3 (a map of streams). */
final class EntryReplies {
    private EntryReplies() {}

    /** The reply of XREAD and XREADGROUP; nothing read is null in both protocols. */
    static List<Entry> ofRead(@Nullable Response reply) {
        List<Entry> entries = new ArrayList<>();
        if (reply == null) {
            return entries;
        }
        if (reply.isMap()) {
            reply.getKeys().forEach(stream -> addAll(entries, stream, reply.get(stream)));
        } else {
            reply.forEach(pair -> addAll(entries, pair.get(0).toString(), pair.get(1)));
        }
        return entries;
    }

    /** The reply of XCLAIM: Redis before 7 answers nil for an entry that was deleted while it was pending. */
    static List<Entry> ofClaim(String stream, @Nullable Response reply, Map<String, Long> deliveries) {
        List<Entry> entries = new ArrayList<>();
        if (reply == null) {
            return entries;
        }
        for (Response item : reply) {
            if (item != null && item.size() == 2 && item.get(1) != null) {
                String id = item.get(0).toString();
                entries.add(new Entry(stream, id, fields(item.get(1)), deliveries.getOrDefault(id, 1L)));
            }
        }
        return entries;
    }

    private static void addAll(List<Entry> entries, String stream, @Nullable Response items) {
        if (items == null) {
            return;
        }
        for (Response item : items) {
            Map<String, String> fields = item.get(1) == null ? Map.of() : fields(item.get(1));
            entries.add(new Entry(stream, item.get(0).toString(), fields, 1));
        }
    }

    private static Map<String, String> fields(Response flat) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            fields.put(flat.get(i).toString(), flat.get(i + 1).toString());
        }
        return fields;
    }
}
