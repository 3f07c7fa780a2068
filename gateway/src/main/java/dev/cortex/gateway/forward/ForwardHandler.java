package dev.cortex.gateway.forward;

import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.exchange.Ticker;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import dev.cortex.gateway.route.Route;
import dev.cortex.gateway.upstream.Answer;
import dev.cortex.gateway.upstream.Call;
import dev.cortex.gateway.upstream.Outgoing;
import dev.cortex.gateway.upstream.Upstream;
import dev.cortex.gateway.upstream.UpstreamLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last stage: everything that no stage before it answered goes to the route's upstream. Bodies stream both ways; whichever side is
 * slower holds back the other, so neither is ever held in memory.
 */
public final class ForwardHandler extends ChannelInboundHandlerAdapter implements Answer, Ticker.Ticking {
    /** What all connections of one event loop share. */
    public record Shared(
            UpstreamLoop loop, Ticker ticker, Map<String, Upstream> upstreams, TrustedProxies trust, Headers headers) {}

    private final Shared shared;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ClientAddress client;
    private @Nullable Exchange exchange;
    private @Nullable Call call;

    public ForwardHandler(Shared shared) {
        this.shared = shared;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        shared.ticker().add(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof Exchange begun) {
            begin(ctx, begun);
        } else if (msg instanceof HttpContent content && call != null && exchange != null && exchange.hasBody()) {
            call.send(content);
        } else if (msg instanceof ByteBuf bytes && call != null) {
            call.tunnel(bytes);
        } else {
            ReferenceCountUtil.release(msg);
        }
    }

    private void begin(ChannelHandlerContext ctx, Exchange begun) {
        Route route = begun.route();
        Upstream upstream = route == null ? null : shared.upstreams().get(route.upstream());
        if (upstream == null) {
            throw new IllegalStateException("an exchange without upstream passed the access stage");
        }
        if (client == null) {
            client = ClientAddress.of(ctx.channel(), shared.trust());
        }
        exchange = begun;
        if (MaxForwards.endsHere(begun.request())) {
            answerHere(ctx, begun);
            return;
        }
        shared.headers().request(begun, client);
        call = new Call(
                shared.loop(),
                upstream,
                new Outgoing(begun.request(), begun.hasBody(), begun.asksForWebSocket()),
                this);
        call.start();
    }

    private static void answerHere(ChannelHandlerContext ctx, Exchange begun) {
        if (begun.method().equals(HttpMethod.TRACE)) {
            begun.refuse(ctx, Failure.METHOD_NOT_SERVED.because("The gateway does not repeat what it is sent."));
            return;
        }
        FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        MaxForwards.allow(answer.headers());
        ctx.writeAndFlush(answer);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (call != null) {
            call.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (call != null && ctx.channel().isWritable()) {
            call.wantsAnswer(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Exchange.Refused.REFUSED) {
            cancel();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        shared.ticker().remove(this);
        cancel();
    }

    private void cancel() {
        Call cancelled = call;
        call = null;
        if (cancelled != null) {
            cancelled.cancel();
        }
    }

    @Override
    public void tick(long now) {
        if (call != null) {
            call.tick(now);
        }
    }

    @Override
    public void informational(HttpResponse response) {
        context().writeAndFlush(headOnly(response));
    }

    @Override
    public void switched(HttpResponse response) {
        FullHttpResponse passed = headOnly(response);
        Headers.upgrade(passed.headers());
        context().writeAndFlush(passed);
        exchange().switched();
    }

    private static FullHttpResponse headOnly(HttpResponse response) {
        FullHttpResponse passed = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, response.status());
        HopByHop.removeFrom(response.headers());
        passed.headers().add(response.headers());
        return passed;
    }

    @Override
    public void tunnelled(ByteBuf bytes) {
        pass(bytes);
    }

    @Override
    public void tunnelEnded() {
        call = null;
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void head(HttpResponse response) {
        shared.headers().response(exchange().method(), response);
        context().write(response, context().voidPromise());
    }

    @Override
    public void content(HttpContent content) {
        pass(content);
    }

    private void pass(Object piece) {
        ChannelHandlerContext ctx = context();
        ctx.write(piece, ctx.voidPromise());
        if (call != null && !ctx.channel().isWritable()) {
            call.wantsAnswer(false);
        }
    }

    @Override
    public void paused() {
        context().flush();
    }

    @Override
    public void wantsBody(boolean wanted) {
        exchange().wantsBody(wanted);
    }

    /** After the answer's head there is no way to say that it failed, but to break off so that the client sees it is not whole. */
    @Override
    public void failed(Refusal refusal, boolean begun) {
        call = null;
        if (begun) {
            context().close();
        } else {
            exchange().refuse(context(), refusal);
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return context;
    }

    private Exchange exchange() {
        if (exchange == null) {
            throw new IllegalStateException("no exchange has begun");
        }
        return exchange;
    }
}
