package dev.cortex.mesh.stream;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Appends with XADD; many messages in one pipeline. */
@ApplicationScoped
public class RedisStreamPublisher implements StreamPublisher {
    /** Commands in one pipeline: well below the client's bound of waiting commands on a connection (2048). */
    private static final int PIPELINE_MAX = 500;

    private final Redis redis;
    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final StreamSpans spans;

    @Inject
    RedisStreamPublisher(Redis redis, StreamSettings settings, StreamMetrics metrics, StreamSpans spans) {
        this.redis = redis;
        this.settings = settings;
        this.metrics = metrics;
        this.spans = spans;
    }

    @Override
    public Uni<String> publish(String stream, Message message) {
        return publishAll(List.of(new Addressed(stream, message))).map(List::getFirst);
    }

    @Override
    public Uni<List<String>> publishAll(List<Addressed> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom().deferred(() -> {
            Span span = spans.send(messages.getFirst().stream(), messages.size());
            Optional<String> here = StreamSpans.traceparent(span);
            return Multi.createFrom()
                    .iterable(chunks(messages))
                    .onItem()
                    .transformToUniAndConcatenate(chunk -> pipeline(chunk, here))
                    .collect()
                    .in(ArrayList<String>::new, List::addAll)
                    .map(Function.<List<String>>identity())
                    .onItemOrFailure()
                    .invoke((ids, failure) -> told(messages, span, failure));
        });
    }

    private Uni<List<String>> pipeline(List<Addressed> chunk, Optional<String> here) {
        List<Request> requests = chunk.stream()
                .map(one -> append(one.stream(), one.message(), here))
                .toList();
        return Uni.createFrom()
                .<List<Response>>completionStage(() -> redis.batch(requests).toCompletionStage())
                .ifNoItem()
                .after(settings.commandTimeout())
                .fail()
                .map(replies -> replies.stream().map(Response::toString).toList());
    }

    private Request append(String stream, Message message, Optional<String> here) {
        Request request = Request.cmd(Command.XADD).arg(stream);
        Long lengthMax = settings.lengthMax().get(stream);
        if (lengthMax != null) {
            request.arg("MAXLEN").arg("~").arg(lengthMax);
        }
        request.arg("*");
        Message traced = message.traceparent().isPresent() || here.isEmpty()
                ? message
                : new Message(message.id(), message.type(), message.time(), here, message.data());
        MessageFields.encode(traced).forEach(request::arg);
        return request;
    }

    private void told(List<Addressed> messages, Span span, @Nullable Throwable failure) {
        StreamSpans.end(span, failure);
        if (failure != null) {
            metrics.publishFailed();
            return;
        }
        Map<String, Integer> byFamily = messages.stream()
                .collect(Collectors.groupingBy(one -> StreamFamily.of(one.stream()), Collectors.summingInt(one -> 1)));
        byFamily.forEach(metrics::published);
    }

    private static List<List<Addressed>> chunks(List<Addressed> messages) {
        List<List<Addressed>> chunks = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += PIPELINE_MAX) {
            chunks.add(messages.subList(from, Math.min(messages.size(), from + PIPELINE_MAX)));
        }
        return chunks;
    }
}
