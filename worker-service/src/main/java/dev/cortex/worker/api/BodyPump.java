package dev.cortex.worker.api;

import dev.cortex.worker.api.LineSplitter.Line;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a request's body line by line and gives the lines to a sink in chunks, one chunk at a time: while a chunk is being
 * handled nothing more is read, so the sender is slowed down by TCP and memory stays bounded. Runs on the request's event
 * loop.
 */
final class BodyPump {
    private final HttpServerRequest request;
    private final LineSplitter splitter;
    private final int chunkLines;
    private final List<Line> waiting = new ArrayList<>();
    private boolean handling;
    private boolean ended;

    BodyPump(HttpServerRequest request, int lineBytesMax, int chunkLines) {
        this.request = request;
        this.splitter = new LineSplitter(lineBytesMax);
        this.chunkLines = chunkLines;
    }

    /** @return completes when the sink has handled the last line; fails when the sink or the connection does */
    Uni<Boolean> into(Function<List<Line>, Uni<Void>> sink) {
        return Uni.createFrom().emitter(emitter -> {
            request.handler(bytes -> read(bytes, sink, emitter));
            request.exceptionHandler(emitter::fail);
            request.endHandler(end -> {
                ended = true;
                splitter.end().ifPresent(waiting::add);
                handle(sink, emitter);
            });
            request.resume();
        });
    }

    private void read(Buffer bytes, Function<List<Line>, Uni<Void>> sink, UniEmitter<? super Boolean> emitter) {
        waiting.addAll(splitter.feed(bytes.getBytes()));
        if (waiting.size() >= chunkLines) {
            handle(sink, emitter);
        }
    }

    private void handle(Function<List<Line>, Uni<Void>> sink, UniEmitter<? super Boolean> emitter) {
        if (handling) {
            return;
        }
        boolean full = waiting.size() >= chunkLines;
        if (!full && !ended) {
            request.resume();
            return;
        }
        if (waiting.isEmpty()) {
            emitter.complete(true);
            return;
        }
        handling = true;
        request.pause();
        List<Line> chunk = new ArrayList<>(waiting.subList(0, Math.min(chunkLines, waiting.size())));
        waiting.subList(0, chunk.size()).clear();
        Context loop = Vertx.currentContext();
        sink.apply(chunk)
                .subscribe()
                .with(
                        done -> loop.runOnContext(next -> {
                            handling = false;
                            handle(sink, emitter);
                        }),
                        emitter::fail);
    }
}
