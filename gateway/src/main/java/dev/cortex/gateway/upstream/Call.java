package dev.cortex.gateway.upstream;

import dev.cortex.gateway.balance.Exhausted;
import dev.cortex.gateway.balance.Peer;
import dev.cortex.gateway.balance.Turn;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request's journey through an upstream: picks a peer, sends, passes the answer on, and tries the next peer where that is safe.
 *
 * <p>A request goes to another peer when nothing of it was sent yet, or when it is idempotent and has no body (RFC 9110, 9.2.2), and the
 * retry budget allows it; never after the answer's head. A kept connection that turns out closed is no fault of its server: the same
 * peer gets the request on a fresh one.
 *
 * <p>INVARIANT: from {@link #start} to the last content, failure or cancel the call counts once at exactly one peer.
 */
public final class Call {
    private static final String EVENT_STREAM = "text/event-stream";

    private final UpstreamLoop loop;
    private final Upstream upstream;
    private final Outgoing outgoing;
    private final Answer answer;
    private final Turn turn = new Turn();
    private @Nullable Peer peer;
    private @Nullable UpstreamConnection connection;
    private boolean headReceived;
    private boolean informationalEnds;
    private boolean keepsConnection;
    private boolean readWanted = true;
    private boolean tunnelling;
    private boolean over;
    private @Nullable Refusal lastRefusal;
    private int retries;
    private long progressNanos;
    private long silenceNanosMax;

    public Call(UpstreamLoop loop, Upstream upstream, Outgoing outgoing, Answer answer) {
        this.loop = loop;
        this.upstream = upstream;
        this.outgoing = outgoing;
        this.answer = answer;
        this.silenceNanosMax = loop.timeouts().response().toNanos();
    }

    public void start() {
        progressNanos = System.nanoTime();
        upstream.retryBudget().begin();
        attempt();
    }

    /** Takes a piece of the request's body. */
    public void send(HttpContent content) {
        if (over) {
            content.release();
            return;
        }
        progressNanos = System.nanoTime();
        outgoing.add(content);
        if (connection != null) {
            outgoing.writeTo(connection.channel());
        }
    }

    /** Passes bytes on after the switch to WebSocket. */
    public void tunnel(ByteBuf bytes) {
        progressNanos = System.nanoTime();
        if (connection == null) {
            bytes.release();
        } else {
            outgoing.tunnel(connection.channel(), bytes);
        }
    }

    public void flush() {
        if (connection != null) {
            outgoing.flush(connection.channel());
        }
    }

    /** Back-pressure: whether the client takes more of the answer now. */
    public void wantsAnswer(boolean wanted) {
        if (connection != null && readWanted != wanted) {
            readWanted = wanted;
            progressNanos = System.nanoTime();
            connection.channel().config().setAutoRead(wanted);
        }
    }

    /** The client left, or was answered otherwise: the server need not go on. */
    public void cancel() {
        if (!over) {
            end(false, false);
        }
    }

    public void tick(long now) {
        if (over || !readWanted || now - progressNanos <= silenceNanosMax) {
            return;
        }
        fail(Failure.RESPONSE_TIMEOUT.because(
                headReceived
                        ? "The service stopped in the middle of its answer."
                        : "The service did not answer in time."));
    }

    private void attempt() {
        switch (upstream.peers().pick(turn, Upstream.nowMillis())) {
            case Peer chosen -> {
                peer = chosen;
                UpstreamConnection kept = loop.takeResting(chosen);
                if (kept == null) {
                    open(chosen);
                } else {
                    use(kept);
                }
            }
            case Exhausted.SATURATED ->
                fail(orElse(Failure.SATURATED, "Every server of the service has as many requests as it may have."));
            case Exhausted.NONE_LIVE ->
                fail(orElse(Failure.NO_PEER, "Every server of the service is down or has failed."));
        }
    }

    /** What the last peer failed with says more than that no other is left. */
    private Refusal orElse(Failure failure, String detail) {
        return lastRefusal == null ? failure.because(detail) : lastRefusal;
    }

    private void open(Peer chosen) {
        if (outgoing.hasBody()) {
            answer.wantsBody(false);
        }
        ChannelFuture opening = loop.open(upstream, chosen);
        opening.addListener(done -> opened(opening));
    }

    private void opened(ChannelFuture opening) {
        UpstreamConnection fresh = opening.channel().pipeline().get(UpstreamConnection.class);
        if (!opening.isSuccess() || fresh == null) {
            opening.channel().close();
            if (!over) {
                connectFailed(opening.cause());
            }
        } else if (over) {
            fresh.leave(true);
        } else {
            use(fresh);
            flush();
        }
    }

    private void use(UpstreamConnection chosen) {
        connection = chosen;
        progressNanos = System.nanoTime();
        chosen.serve(this, outgoing.method().equals(HttpMethod.HEAD));
        outgoing.writeTo(chosen.channel());
        writable(chosen.channel().isWritable());
    }

    private void connectFailed(@Nullable Throwable cause) {
        Failure failure = cause instanceof ConnectTimeoutException ? Failure.CONNECT_TIMEOUT : Failure.UNREACHABLE;
        leavePeer(true);
        tryNext(failure.because("No connection to a server of the service could be opened."));
    }

    private void tryNext(Refusal refusal) {
        if (upstream.retryBudget().tryRetry()) {
            retries++;
            upstream.retries.increment();
            lastRefusal = refusal;
            outgoing.rewind();
            attempt();
            flush();
        } else {
            fail(refusal);
        }
    }

    void received(Object msg) {
        progressNanos = System.nanoTime();
        if (tunnelling && msg instanceof ByteBuf bytes) {
            answer.tunnelled(bytes);
        } else if (!(msg instanceof HttpObject object) || object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(msg);
            fail(Failure.PROTOCOL_ERROR.because("The service's answer could not be understood."));
        } else if (object instanceof HttpResponse response) {
            head(response);
        } else if (informationalEnds) {
            informationalEnds = !(object instanceof LastHttpContent);
            ReferenceCountUtil.release(object);
        } else if (object instanceof LastHttpContent last) {
            end(false, keepsConnection && outgoing.complete());
            answer.content(last);
            answer.paused();
        } else if (object instanceof HttpContent content) {
            answer.content(content);
        }
    }

    private void head(HttpResponse response) {
        int status = response.status().code();
        if (status == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            switched(response);
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            informationalEnds = true;
            answer.informational(response);
        } else {
            headReceived = true;
            keepsConnection = HttpUtil.isKeepAlive(response) && endsByItself(response);
            silenceNanosMax = silenceMax(response).toNanos();
            answer.head(response);
        }
    }

    private void switched(HttpResponse response) {
        if (connection == null
                || !outgoing.webSocket()
                || !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
            fail(Failure.PROTOCOL_ERROR.because("The service switched to a protocol that nobody asked for."));
            return;
        }
        headReceived = true;
        informationalEnds = true;
        tunnelling = true;
        silenceNanosMax = loop.timeouts().eventStream().toNanos();
        connection.tunnel();
        answer.switched(response);
    }

    /** Whether the answer's end is known without the connection's end (RFC 9112, 6.3). */
    private boolean endsByItself(HttpResponse response) {
        int status = response.status().code();
        return outgoing.method().equals(HttpMethod.HEAD)
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || HttpUtil.isTransferEncodingChunked(response)
                || HttpUtil.isContentLengthSet(response);
    }

    private Duration silenceMax(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        boolean events = type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
        return events ? loop.timeouts().eventStream() : loop.timeouts().stream();
    }

    void paused() {
        answer.paused();
    }

    void writable(boolean wanted) {
        if (outgoing.hasBody() || tunnelling) {
            answer.wantsBody(wanted);
        }
    }

    /** The connection is gone. */
    void closed() {
        UpstreamConnection gone = connection;
        connection = null;
        Peer held = peer;
        Refusal refusal =
                Failure.TERMINATED.because("The service closed the connection before its answer was complete.");
        if (tunnelling) {
            end(false, false);
            answer.tunnelEnded();
        } else if (headReceived) {
            fail(refusal);
        } else if (gone != null && gone.reused() && held != null && outgoing.replayable()) {
            outgoing.rewind();
            open(held);
        } else {
            leavePeer(true);
            if (outgoing.replayable()) {
                tryNext(refusal);
            } else {
                fail(refusal);
            }
        }
    }

    /** As in nginx, a peer has failed when it gave no answer; one that broke off in the middle has not. */
    private void fail(Refusal refusal) {
        boolean begun = headReceived;
        end(!begun, false);
        answer.failed(refusal, begun);
    }

    private void end(boolean failed, boolean keep) {
        over = true;
        leavePeer(failed);
        upstream.retryBudget().end(retries);
        outgoing.release();
        UpstreamConnection left = connection;
        connection = null;
        if (left != null) {
            left.leave(keep);
        }
    }

    private void leavePeer(boolean failed) {
        if (peer != null) {
            peer = null;
            upstream.peers().release(turn, failed, Upstream.nowMillis());
        }
    }
}
