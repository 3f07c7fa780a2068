package dev.cortex.gateway.upstream;

import dev.cortex.gateway.balance.Exhausted;
import dev.cortex.gateway.balance.Peer;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
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
 * <p>INVARIANT: after the last content, {@link Answer#failed} or {@link #cancel} nothing more is heard, and the connection rests or closes.
 */
public final class Call {
    private final UpstreamLoop loop;
    private final Upstream upstream;
    private final Outgoing outgoing;
    private final Answer answer;
    private final Attempts attempts;
    private @Nullable UpstreamConnection connection;
    private boolean headReceived;
    private boolean informationalEnds;
    private boolean keepsConnection;
    private boolean readWanted = true;
    private boolean tunnelling;
    private boolean over;
    private long progressNanos;
    private long silenceNanosMax;

    public Call(UpstreamLoop loop, Upstream upstream, Outgoing outgoing, Answer answer) {
        this.loop = loop;
        this.upstream = upstream;
        this.attempts = new Attempts(upstream);
        this.outgoing = outgoing;
        this.answer = answer;
        this.silenceNanosMax = loop.timeouts().response().toNanos();
    }

    public void start() {
        progressNanos = System.nanoTime();
        attempts.begin();
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
        switch (attempts.next()) {
            case Peer chosen -> {
                UpstreamConnection kept = loop.takeResting(chosen);
                if (kept == null) {
                    open(chosen);
                } else {
                    use(kept);
                }
            }
            case Exhausted why -> fail(attempts.refusal(why));
        }
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
        attempts.leave(true);
        tryNext(failure.because("No connection to a server of the service could be opened."));
    }

    private void tryNext(Refusal refusal) {
        if (attempts.mayRetry(refusal)) {
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
            keepsConnection = AnswerRules.keepsConnection(outgoing.method(), response);
            silenceNanosMax = silenceMax(response).toNanos();
            answer.head(response);
        }
    }

    private void switched(HttpResponse response) {
        if (connection == null || !outgoing.webSocket() || !AnswerRules.agreesToWebSocket(response)) {
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

    private Duration silenceMax(HttpResponse response) {
        return AnswerRules.isEventStream(response) ? loop.timeouts().eventStream() : loop.timeouts().stream();
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
        Peer held = attempts.current();
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
            attempts.leave(true);
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
        attempts.end(failed);
        outgoing.release();
        UpstreamConnection left = connection;
        connection = null;
        if (left != null) {
            left.leave(keep);
        }
    }
}
