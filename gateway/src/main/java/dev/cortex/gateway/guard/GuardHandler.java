package dev.cortex.gateway.guard;

import dev.cortex.gateway.config.Limits;
import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.exchange.InFlight;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/** The first stage: nothing malformed, ambiguous or over a limit gets past it. */
public final class GuardHandler extends ChannelInboundHandlerAdapter {
    private final Limits limits;
    private final InFlight inFlight;
    private @Nullable Exchange exchange;
    private long bodyBytes;

    public GuardHandler(Limits limits, InFlight inFlight) {
        this.limits = limits;
        this.inFlight = inFlight;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        switch (msg) {
            case Exchange begun -> begin(ctx, begun);
            case HttpContent content -> body(ctx, content);
            default -> ctx.fireChannelRead(msg);
        }
    }

    private void begin(ChannelHandlerContext ctx, Exchange begun) {
        exchange = begun;
        bodyBytes = 0;
        Refusal refusal = RequestRules.check(begun.request());
        if (refusal == null && HttpUtil.getContentLength(begun.request(), 0L) > limits.bodyBytesMax()) {
            refusal = bodyTooLarge();
        }
        if (refusal == null && inFlight.count() > limits.inFlightMax()) {
            refusal = Failure.OVERLOADED.because("Too many requests are in flight; come back in a moment.");
        }
        if (refusal == null) {
            ctx.fireChannelRead(begun);
        } else {
            begun.refuse(ctx, refusal);
        }
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        bodyBytes += content.content().readableBytes();
        if (exchange != null && bodyBytes > limits.bodyBytesMax()) {
            content.release();
            exchange.refuse(ctx, bodyTooLarge());
        } else {
            ctx.fireChannelRead(content);
        }
    }

    private Refusal bodyTooLarge() {
        return Failure.BODY_TOO_LARGE.because("A body may have " + limits.bodyBytesMax() + " bytes.");
    }
}
