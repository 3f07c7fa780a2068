package dev.cortex.gateway.exchange;

import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection: begins each exchange and sees its end.
 *
 * <pre>
 *   idle --head--> exchange --answer written, request read--> idle      kept alive; pipelined bytes are decoded now
 *                     |----answer written, not to be kept----> closing  output shut, input dropped until the client's end
 * </pre>
 *
 * <p>INVARIANT: at most one exchange at a time. The decoder leaves pipelined requests as bytes until {@link RequestSource#resume},
 * so answers cannot overtake each other and no stage needs to know of pipelining.
 */
public final class ClientConnection extends ChannelDuplexHandler implements Ticker.Ticking {
    public static final AsciiString X_REQUEST_ID = AsciiString.cached("x-request-id");
    private static final Logger LOG = Logger.getLogger(ClientConnection.class);

    private final Terms terms;
    private final Ticker ticker;
    private final RequestSource source;
    private final Reading reading = new Reading();
    private final Farewell farewell = new Farewell();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Exchange exchange;
    private long sinceNanos;
    private long unwritableNanos;

    public ClientConnection(Terms terms, Ticker ticker, RequestSource source) {
        this.terms = terms;
        this.ticker = ticker;
        this.source = source;
    }

    /** Whether the decoder may decode another head. */
    public boolean idle() {
        return exchange == null && !farewell.begun();
    }

    /** Whether the answer being written has no body because the request was HEAD. */
    public boolean answersHead() {
        return exchange != null && exchange.method().equals(HttpMethod.HEAD);
    }

    /** Stops reading while more pipelined bytes wait than the connection may hold. */
    public void backlog(boolean full) {
        reading.backlog(context().channel(), full);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        sinceNanos = System.nanoTime();
        ticker.add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpRequest request) {
            begin(request);
            ctx.fireChannelRead(exchange);
        } else if (msg instanceof HttpContent content) {
            body(ctx, content);
        } else if (msg instanceof Refusal refusal) {
            Exchange unreadable = begin(Exchange.unreadable());
            unreadable.refuse(ctx, refusal);
        } else if (exchange != null && exchange.switched) {
            ctx.fireChannelRead(msg);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private Exchange begin(HttpRequest request) {
        long now = System.nanoTime();
        Exchange begun =
                new Exchange(this, request, RequestId.of(request.headers().get(X_REQUEST_ID)), now);
        exchange = begun;
        sinceNanos = now;
        terms.inFlight().begin();
        begun.trace = terms.tracing().begin(request);
        return begun;
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        Exchange current = exchange;
        if (current == null || farewell.begun()) {
            content.release();
        } else if (content.decoderResult().isFailure()) {
            content.release();
            current.lastOnConnection();
            if (current.responseComplete) {
                close();
            } else {
                current.refuse(ctx, Failure.MALFORMED.because("The body's chunked coding is broken (RFC 9112, 7.1)."));
            }
        } else {
            boolean last = content instanceof LastHttpContent;
            current.requestComplete |= last;
            sinceNanos = System.nanoTime();
            if (!current.responseComplete) {
                ctx.fireChannelRead(content);
            } else {
                content.release();
                if (last) {
                    next();
                }
            }
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        Exchange current = exchange;
        if (current == null || current.responseComplete) {
            ReferenceCountUtil.release(msg);
            return;
        }
        if (msg instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                writeInformational(ctx, current, response, promise);
                return;
            }
            AnswerHead.decorate(current, response, terms.draining().get());
        }
        boolean last = msg instanceof LastHttpContent;
        ctx.write(msg, promise);
        if (last) {
            completed(current);
        }
    }

    /** HTTP/1.0 knows no 1xx (RFC 9110, 15.2). */
    private static void writeInformational(
            ChannelHandlerContext ctx, Exchange current, HttpResponse response, ChannelPromise promise) {
        if (current.http10()) {
            ReferenceCountUtil.release(response);
        } else {
            ctx.write(response, promise);
        }
    }

    private void completed(Exchange current) {
        current.responseComplete = true;
        ended(current);
        if (!current.keepAlive) {
            close();
        } else if (current.requestComplete) {
            next();
        } else {
            reading.stage(context().channel(), true);
        }
    }

    private void ended(Exchange current) {
        terms.inFlight().end();
        if (current.trace != null) {
            current.trace.end(current);
        }
        terms.log().ended(current, System.nanoTime() - current.startNanos());
    }

    private void next() {
        exchange = null;
        sinceNanos = System.nanoTime();
        reading.stage(context().channel(), true);
        source.resume();
    }

    private void close() {
        if (!farewell.begun()) {
            source.discard();
            farewell.begin(context(), exchange != null && exchange.requestComplete, reading);
        }
    }

    void refuse(ChannelHandlerContext ctx, Exchange refused, Refusal refusal) {
        if (refused != exchange || refused.responseComplete) {
            return;
        }
        context().fireUserEventTriggered(Exchange.Refused.REFUSED);
        if (refused.responseStarted) {
            ctx.close();
            return;
        }
        refused.failed(refusal.failure().slug());
        if (refusal.failure().closes()) {
            refused.lastOnConnection();
        }
        HttpResponse problem = terms.problems().of(refusal, refused.id());
        if (ctx == context) {
            // A context writes past its own handler; this one has to see the answer.
            write(ctx, problem, ctx.newPromise());
            ctx.flush();
        } else {
            ctx.writeAndFlush(problem);
        }
    }

    void tunnel(Exchange switched) {
        if (switched == exchange) {
            source.tunnel();
        }
    }

    void wantsBody(Exchange asking, boolean wanted) {
        if (asking == exchange) {
            sinceNanos = System.nanoTime();
            reading.stage(context().channel(), wanted);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        unwritableNanos = System.nanoTime();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void tick(long now) {
        Exchange current = exchange;
        ChannelHandlerContext ctx = context();
        if (farewell.begun()) {
            farewell.tick(ctx, now);
        } else if (current == null) {
            tickIdle(ctx, now);
        } else if (!current.requestComplete
                && reading.wanted()
                && now - sinceNanos > terms.timeouts().body().toNanos()) {
            current.lastOnConnection();
            refuse(ctx, current, Failure.REQUEST_TIMEOUT.because("The body stopped arriving."));
        }
        if (!ctx.channel().isWritable()
                && now - unwritableNanos > terms.timeouts().send().toNanos()) {
            ctx.close();
        }
    }

    private void tickIdle(ChannelHandlerContext ctx, long now) {
        if (source.headBegun()) {
            if (now - source.headBegunNanos() > terms.timeouts().header().toNanos()) {
                begin(Exchange.unreadable())
                        .refuse(ctx, Failure.REQUEST_TIMEOUT.because("The headers stopped arriving."));
            }
        } else if (now - sinceNanos > terms.timeouts().idle().toNanos()
                || terms.draining().get()) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ticker.remove(this);
        farewell.happened();
        Exchange current = exchange;
        if (current != null && !current.responseComplete) {
            current.responseComplete = true;
            if (!current.switched) {
                current.abandoned();
            }
            ended(current);
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        failed(cause);
    }

    /** A stage of the chain, or the socket, failed. */
    public void failed(Throwable cause) {
        ChannelHandlerContext ctx = context();
        Exchange current = exchange;
        if (cause instanceof IOException || current == null || current.responseComplete) {
            ctx.close();
        } else {
            LOG.errorf(cause, "request %s: a stage of the gateway failed", current.id());
            current.refuse(ctx, Failure.INTERNAL.because("The gateway's log tells more under the request's id."));
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection has not begun");
        }
        return context;
    }
}
