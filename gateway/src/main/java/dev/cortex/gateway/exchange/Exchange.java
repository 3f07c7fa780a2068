package dev.cortex.gateway.exchange;

import dev.cortex.gateway.failure.Refusal;
import dev.cortex.gateway.route.Route;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer on a client connection, and the message that the chain passes on as the request's head; its body
 * follows as {@code HttpContent}. It belongs to the connection's event loop.
 *
 * <p>Each stage may answer by {@link ClientConnection#refuse} or by writing a response; the first final response ends the
 * exchange, and what is still to come of the request's body never reaches the stages.
 */
public final class Exchange {
    /** Fired through the chain when the gateway answers by itself: what a stage still does for the exchange is in vain. */
    public enum Refused {
        REFUSED
    }

    /** The status of exchanges whose client left. */
    public static final int CLIENT_CLOSED = 499;

    /** An unread rest up to this size is read and dropped to keep the connection; a larger one is cheaper to refuse. */
    private static final long DRAINED_BYTES_MAX = 64 * 1024;

    private final ClientConnection connection;
    private final HttpRequest request;
    private final String id;
    private final long startNanos;
    private final boolean http10;
    private final boolean hasBody;
    private final boolean expectsContinue;
    private final boolean asksForWebSocket;
    private @Nullable Route route;
    private @Nullable String failure;
    private int status;
    Tracing.@Nullable Trace trace;
    boolean keepAlive;
    boolean requestComplete;
    boolean responseStarted;
    boolean responseComplete;
    boolean switched;

    Exchange(ClientConnection connection, HttpRequest request, String id, long startNanos) {
        this.connection = connection;
        this.request = request;
        this.id = id;
        this.startNanos = startNanos;
        this.http10 = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        this.hasBody = HttpUtil.isTransferEncodingChunked(request) || HttpUtil.getContentLength(request, 0L) > 0;
        this.expectsContinue = HttpUtil.is100ContinueExpected(request);
        this.asksForWebSocket = !http10
                && !hasBody
                && request.method().equals(HttpMethod.GET)
                && request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true);
        this.keepAlive = HttpUtil.isKeepAlive(request);
    }

    public HttpRequest request() {
        return request;
    }

    public HttpMethod method() {
        return request.method();
    }

    /** The path without its query, still percent-encoded; the target {@code *} of OPTIONS counts as the root. */
    public String path() {
        String target = request.uri();
        if (target.equals("*")) {
            return "/";
        }
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    public String id() {
        return id;
    }

    public long startNanos() {
        return startNanos;
    }

    public boolean http10() {
        return http10;
    }

    public boolean hasBody() {
        return hasBody;
    }

    /** Whether the client wants to go on as WebSocket (RFC 6455, 4.1). Other protocols are not offered behind the gateway. */
    public boolean asksForWebSocket() {
        return asksForWebSocket;
    }

    /** After the 101 was written: from here on the chain passes bytes. */
    public void switched() {
        status(HttpResponseStatus.SWITCHING_PROTOCOLS.code());
        switched = true;
        connection.tunnel(this);
    }

    /** @return null until a route was found, and for requests that none matches */
    public @Nullable Route route() {
        return route;
    }

    public void route(Route found) {
        route = found;
    }

    /** Status of the final response, 0 before it is known. */
    public int status() {
        return status;
    }

    void status(int code) {
        status = code;
        responseStarted = true;
    }

    /** The client left before the answer's end: nginx's 499 in the numbers, no answer at all on the wire. */
    void abandoned() {
        status = CLIENT_CLOSED;
        failure = "client-closed";
    }

    public boolean responseStarted() {
        return responseStarted;
    }

    public boolean requestComplete() {
        return requestComplete;
    }

    /** Why the gateway itself answered, null when the upstream did. */
    public @Nullable String failure() {
        return failure;
    }

    void failed(String slug) {
        failure = slug;
    }

    /**
     * Answers with a problem from the stage at {@code ctx}, or closes the connection when an answer has already begun. Stages that
     * work on the exchange hear {@link Refused} first.
     */
    public void refuse(ChannelHandlerContext ctx, Refusal refusal) {
        connection.refuse(ctx, this, refusal);
    }

    /** Back-pressure: whether more of the request's body may be read from the client now. */
    public void wantsBody(boolean wanted) {
        connection.wantsBody(this, wanted);
    }

    /** Closes the connection after this exchange. */
    public void lastOnConnection() {
        keepAlive = false;
    }

    boolean restIsWorthReading() {
        if (requestComplete) {
            return true;
        }
        return !expectsContinue
                && !HttpUtil.isTransferEncodingChunked(request)
                && declaredLength() <= DRAINED_BYTES_MAX;
    }

    private long declaredLength() {
        return HttpUtil.getContentLength(request, 0L);
    }

    /** What a head without request stands for in problems and numbers. */
    static HttpRequest unreadable() {
        HttpRequest request = new io.netty.handler.codec.http.DefaultHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.GET,
                "/",
                io.netty.handler.codec.http.DefaultHttpHeadersFactory.headersFactory());
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return request;
    }
}
