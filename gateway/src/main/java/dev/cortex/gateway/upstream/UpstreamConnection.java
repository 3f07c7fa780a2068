package dev.cortex.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.ReferenceCountUtil;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one server. It serves one {@link Call} or rests in its loop's pool.
 *
 * <p>INVARIANT: bytes that no call waits for, a framing error or an unfinished request end the connection; only a clean one rests.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = Logger.getLogger(UpstreamConnection.class);

    private final UpstreamLoop loop;
    private final Upstream upstream;
    private final String address;
    private final Channel channel;
    private final ResponseDecoder decoder;
    private @Nullable Call call;
    private boolean reused;
    private boolean broken;
    private long restingSinceNanos;

    UpstreamConnection(UpstreamLoop loop, Upstream upstream, String address, Channel channel, ResponseDecoder decoder) {
        this.loop = loop;
        this.upstream = upstream;
        this.address = address;
        this.channel = channel;
        this.decoder = decoder;
    }

    Channel channel() {
        return channel;
    }

    Upstream upstream() {
        return upstream;
    }

    String address() {
        return address;
    }

    /** Whether it has served before: its server may have closed it in the meantime. */
    boolean reused() {
        return reused;
    }

    boolean clean() {
        return !broken && !decoder.ambiguous() && channel.isActive();
    }

    long restingSinceNanos() {
        return restingSinceNanos;
    }

    void serve(Call served, boolean head) {
        call = served;
        decoder.expect(head);
    }

    /** HTTP is over on this connection; the decoder has noticed by itself. */
    void tunnel() {
        broken = true;
        channel.pipeline().remove(HttpRequestEncoder.class);
    }

    /** Ends the service of the call: back to rest if it left the connection clean. */
    void leave(boolean keep) {
        call = null;
        if (keep && clean()) {
            reused = true;
            restingSinceNanos = System.nanoTime();
            channel.config().setAutoRead(true);
            loop.rest(this);
        } else {
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        upstream.connections.incrementAndGet();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (call == null) {
            ReferenceCountUtil.release(msg);
            broken = true;
            ctx.close();
        } else {
            call.received(msg);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (call != null) {
            call.paused();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (call != null) {
            call.writable(channel.isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        upstream.connections.decrementAndGet();
        Call served = call;
        call = null;
        if (served == null) {
            loop.forget(this);
        } else {
            served.closed();
        }
    }

    /**
     * A failed write does not end the connection: a server that refuses a body answers, and closes while it is still being sent. The
     * answer may be waiting to be read.
     */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        broken = true;
        LOG.debugf(cause, "connection to %s", address);
        if (!(cause instanceof java.io.IOException)) {
            ctx.close();
        }
    }
}
