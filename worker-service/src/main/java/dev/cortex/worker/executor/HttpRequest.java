package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.mesh.outgoing.AllowedHosts;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.FieldError;
import dev.cortex.worker.task.Fields;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code http.request {method,url,headers,body}}: one call to an allow-listed host, with the task's id as
 * {@code Idempotency-Key}, so that the receiver can tell a repeat. The name is resolved once, checked, and the connection
 * goes to that very address: it can not lead elsewhere between the check and the call.
 */
@Singleton
final class HttpRequest implements Executor {
    private static final int URL_CHARS_MAX = 4_000;

    private final BoundedHttp http;
    private final Vertx vertx;
    private final AllowedHosts hosts;
    private final HttpAnswers answers;
    private final int answerBytesMax;

    HttpRequest(BoundedHttp http, Vertx vertx, WorkerConfig config) {
        this.http = http;
        this.vertx = vertx;
        this.hosts = new AllowedHosts(config.executors().httpAllowedHosts().orElse(List.of()));
        this.answers = new HttpAnswers((int) config.executors().resultMax().asLongValue());
        this.answerBytesMax = (int) config.executors().answerMax().asLongValue();
    }

    @Override
    public String type() {
        return "http.request";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        var fields = new Fields(payload);
        RequestFields.method(fields);
        RequestFields.headers(fields, payload);
        String url = fields.requiredText("url", URL_CHARS_MAX);
        if (fields.errors().isEmpty()) {
            uri(url).flatMap(hosts::refusal).ifPresent(refusal -> fields.reject("url", words(refusal)));
            if (uri(url).isEmpty()) {
                fields.reject("url", "is a URL such as https://example.com/path");
            }
        }
        return fields.errors();
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        URI uri = uri(run.payload().path("url").asText())
                .orElseThrow(() -> TaskFailure.lasting("the payload's url is no URL"));
        // Again, because the list may have become shorter since the task came in.
        hosts.refusal(uri).ifPresent(refusal -> {
            throw TaskFailure.lasting("the payload's url " + words(refusal));
        });
        return resolve(uri.getHost())
                .chain(address -> http.send(call(run, uri, address)))
                .map(answers::result);
    }

    private Uni<InetAddress> resolve(String host) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> InetAddress.getByName(host), false)
                        .toCompletionStage())
                .onFailure(java.net.UnknownHostException.class)
                .transform(unknown -> TaskFailure.passing("the host's name has no address"))
                .invoke(address -> {
                    if (!AllowedHosts.permits(host, address)) {
                        throw TaskFailure.lasting("the host's name leads to an address that only a listed address may");
                    }
                });
    }

    private BoundedHttp.Call call(Run run, URI uri, InetAddress address) {
        var fields = new Fields(run.payload());
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        Optional<byte[]> body = RequestFields.body(run.payload());
        Map<String, String> headers = new LinkedHashMap<>(RequestFields.headers(fields, run.payload()));
        if (body.isPresent() && !run.payload().get("body").isTextual()) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        headers.put("Idempotency-Key", run.id().toString());
        return new BoundedHttp.Call(
                RequestFields.method(fields),
                uri,
                Optional.of(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port))),
                headers,
                body,
                run.timeout(),
                answerBytesMax);
    }

    private static String words(AllowedHosts.Refusal refusal) {
        return switch (refusal) {
            case NOT_HTTP -> "is an http or https URL";
            case NOT_A_PLAIN_HOST -> "names a plain host, without user name or password";
            case NOT_LISTED -> "names a host that is not in CORTEX_HTTP_ALLOWED_HOSTS";
        };
    }

    private static Optional<URI> uri(String url) {
        try {
            return Optional.of(new URI(url));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }
}
