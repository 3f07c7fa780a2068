package dev.cortex.worker.executor;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** An HTTP client that reads no more of an answer than asked for, follows no redirect and stops when its caller does. */
@Singleton
final class BoundedHttp {
    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int CONNECTIONS_PER_HOST = 32;
    private static final int WAITING_MAX = 256;

    private final HttpClient client;

    BoundedHttp(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS_MAX)
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setMaxWaitQueueSize(WAITING_MAX)
                .setKeepAlive(true));
    }

    /**
     * @param address where to connect; otherwise what the URI's host resolves to
     * @param timeout until the last byte of the answer
     * @param answerBytesMax what follows is not read
     */
    record Call(
            String method,
            URI uri,
            Optional<SocketAddress> address,
            Map<String, String> headers,
            Optional<byte[]> body,
            Duration timeout,
            int answerBytesMax) {}

    /** @param cut whether the answer was longer than what was read */
    record Answer(int status, MultiMap headers, Buffer body, boolean cut) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    Uni<Answer> send(Call call) {
        return Uni.createFrom()
                .<Answer>emitter(emitter -> {
                    AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
                    // After the end this does nothing; before it, it gives the connection up.
                    emitter.onTermination(() -> reset(sent));
                    client.request(options(call))
                            .onSuccess(sent::set)
                            .compose(request -> sendBody(request, call))
                            .compose(response -> collect(response, call.answerBytesMax()))
                            .onSuccess(emitter::complete)
                            .onFailure(emitter::fail);
                })
                .ifNoItem()
                .after(call.timeout())
                .failWith(() -> TaskFailure.passing("no answer within " + call.timeout()));
    }

    private static void reset(AtomicReference<HttpClientRequest> sent) {
        HttpClientRequest request = sent.get();
        if (request != null) {
            request.reset();
        }
    }

    private static RequestOptions options(Call call) {
        URI uri = call.uri();
        boolean tls = "https".equals(uri.getScheme());
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost(uri.getHost())
                .setPort(uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80)
                .setSsl(tls)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false);
        call.address().ifPresent(options::setServer);
        call.headers().forEach(options::putHeader);
        return options;
    }

    private static Future<HttpClientResponse> sendBody(HttpClientRequest request, Call call) {
        return call.body().map(body -> request.send(Buffer.buffer(body))).orElseGet(request::send);
    }

    private static Future<Answer> collect(HttpClientResponse response, int bytesMax) {
        Promise<Answer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.handler(chunk -> {
            int room = bytesMax - body.length();
            body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
            if (chunk.length() > room && answer.tryComplete(answerOf(response, body, true))) {
                response.request().reset();
            }
        });
        response.endHandler(end -> answer.tryComplete(answerOf(response, body, false)));
        response.exceptionHandler(answer::tryFail);
        return answer.future();
    }

    private static Answer answerOf(HttpClientResponse response, Buffer body, boolean cut) {
        return new Answer(response.statusCode(), response.headers(), body, cut);
    }
}
