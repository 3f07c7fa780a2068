package dev.cortex.gateway.upstream;

import dev.cortex.gateway.balance.Peer;
import dev.cortex.gateway.config.Timeouts;
import dev.cortex.gateway.exchange.Ticker;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The upstream connections of one event loop. A request is served by connections of its client's loop only, so nothing here is shared and
 * no answer changes threads.
 */
public final class UpstreamLoop implements Ticker.Ticking {
    private final Timeouts timeouts;
    private final Bootstrap bootstrap;
    private final Map<String, ArrayDeque<UpstreamConnection>> resting = new HashMap<>();

    public UpstreamLoop(
            EventLoop loop,
            Class<? extends Channel> channelType,
            AddressResolverGroup<InetSocketAddress> resolver,
            Timeouts timeouts) {
        this.timeouts = timeouts;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(channelType)
                .resolver(resolver)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(timeouts.connect().toMillis()));
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** The connection used last: the others grow old and are closed. */
    @Nullable
    UpstreamConnection takeResting(Peer peer) {
        ArrayDeque<UpstreamConnection> pool = resting.get(peer.address());
        if (pool == null) {
            return null;
        }
        UpstreamConnection connection = pool.pollLast();
        while (connection != null && !connection.clean()) {
            connection.channel().close();
            connection = pool.pollLast();
        }
        return connection;
    }

    void rest(UpstreamConnection connection) {
        ArrayDeque<UpstreamConnection> pool =
                resting.computeIfAbsent(connection.address(), ignored -> new ArrayDeque<>());
        if (pool.size() < connection.upstream().plan().idleConnectionsMax()) {
            pool.addLast(connection);
        } else {
            connection.channel().close();
        }
    }

    void forget(UpstreamConnection connection) {
        ArrayDeque<UpstreamConnection> pool = resting.get(connection.address());
        if (pool != null) {
            pool.remove(connection);
        }
    }

    /** Opens a connection; when the future succeeds, {@code channel.pipeline().get(UpstreamConnection.class)} is it. */
    ChannelFuture open(Upstream upstream, Peer peer) {
        return bootstrap
                .clone()
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        ResponseDecoder decoder = new ResponseDecoder();
                        channel.pipeline()
                                .addLast(decoder)
                                .addLast(new HttpRequestEncoder())
                                .addLast(new UpstreamConnection(
                                        UpstreamLoop.this, upstream, peer.address(), channel, decoder));
                    }
                })
                .connect(upstream.addressOf(peer));
    }

    @Override
    public void tick(long now) {
        for (ArrayDeque<UpstreamConnection> pool : resting.values()) {
            UpstreamConnection oldest = pool.peekFirst();
            while (oldest != null
                    && now - oldest.restingSinceNanos()
                            > oldest.upstream().plan().idleTimeout().toNanos()) {
                pool.pollFirst();
                oldest.channel().close();
                oldest = pool.peekFirst();
            }
        }
    }
}
