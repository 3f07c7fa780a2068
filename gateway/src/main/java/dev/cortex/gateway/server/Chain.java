package dev.cortex.gateway.server;

import dev.cortex.gateway.access.AccessHandler;
import dev.cortex.gateway.access.KeyRing;
import dev.cortex.gateway.config.Plan;
import dev.cortex.gateway.exchange.ClientConnection;
import dev.cortex.gateway.exchange.Terms;
import dev.cortex.gateway.exchange.Ticker;
import dev.cortex.gateway.forward.ForwardHandler;
import dev.cortex.gateway.guard.GuardHandler;
import dev.cortex.gateway.guard.RequestDecoder;
import dev.cortex.gateway.guard.ResponseEncoder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import java.util.Map;

/**
 * The chain that every request goes through, one pipeline for everything:
 *
 * <pre>
 *   codec -> connection -> guard -> access -> forward (balance, upstream)
 * </pre>
 *
 * A stage is a channel handler between access and forward: it gets an {@code Exchange} and the body's contents inbound, and the answer's
 * head and contents outbound; it passes them on, changes them, or answers by itself. Caching and compression are such stages.
 */
final class Chain extends ChannelInitializer<SocketChannel> {
    /** What belongs to one event loop. */
    record LoopParts(Ticker ticker, ForwardHandler.Shared forward) {}

    private final Plan plan;
    private final Terms terms;
    private final AccessHandler access;
    private final Map<EventLoop, LoopParts> loops;
    private final ChannelGroup connections;

    Chain(Plan plan, Terms terms, KeyRing keys, Map<EventLoop, LoopParts> loops, ChannelGroup connections) {
        this.plan = plan;
        this.terms = terms;
        this.access = new AccessHandler(plan.routes(), keys);
        this.loops = loops;
        this.connections = connections;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (connections.size() >= plan.limits().connectionsMax()) {
            channel.close();
            return;
        }
        connections.add(channel);
        LoopParts parts = partsOf(channel);
        RequestDecoder decoder = new RequestDecoder(plan.limits());
        ClientConnection connection = new ClientConnection(terms, parts.ticker(), decoder);
        decoder.serves(connection);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(decoder);
        pipeline.addLast(new ResponseEncoder(connection));
        pipeline.addLast(connection);
        pipeline.addLast(new GuardHandler(plan.limits(), terms.inFlight()));
        pipeline.addLast(access);
        pipeline.addLast(new ForwardHandler(parts.forward()));
        pipeline.addLast(new Backstop(connection));
    }

    private LoopParts partsOf(Channel channel) {
        LoopParts parts = loops.get(channel.eventLoop());
        if (parts == null) {
            throw new IllegalStateException("an event loop of another group");
        }
        return parts;
    }
}
