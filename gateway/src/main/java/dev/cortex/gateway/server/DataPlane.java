package dev.cortex.gateway.server;

import dev.cortex.gateway.access.KeyRing;
import dev.cortex.gateway.config.Endpoint;
import dev.cortex.gateway.config.Plan;
import dev.cortex.gateway.exchange.ExchangeLog;
import dev.cortex.gateway.exchange.InFlight;
import dev.cortex.gateway.exchange.Terms;
import dev.cortex.gateway.exchange.Ticker;
import dev.cortex.gateway.exchange.Tracing;
import dev.cortex.gateway.failure.ProblemPage;
import dev.cortex.gateway.forward.ForwardHandler;
import dev.cortex.gateway.forward.Headers;
import dev.cortex.gateway.forward.TrustedProxies;
import dev.cortex.gateway.upstream.Upstream;
import dev.cortex.gateway.upstream.UpstreamLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The gateway's socket and event loops, from {@link #open} to {@link #close}. */
public final class DataPlane {
    private static final int BACKLOG = 4096;

    /** Above the high mark the other side is no longer read; 64 KB keep a fast client busy for as long as a slow loop takes. */
    private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    /** Who hears of what goes on. */
    public record Observers(ExchangeLog log, Tracing tracing) {}

    private final EventLoopGroup group;
    private final Transport transport;
    private final Channel listener;
    private final ChannelGroup connections;
    private final Map<String, Upstream> upstreams;
    private final Terms terms;

    private DataPlane(EventLoopGroup group, Transport transport, Plan plan, KeyRing keys, Observers observers)
            throws IOException {
        this.group = group;
        this.transport = transport;
        this.connections = new DefaultChannelGroup("clients", GlobalEventExecutor.INSTANCE);
        this.upstreams = new LinkedHashMap<>();
        plan.upstreams().forEach((name, upstream) -> upstreams.put(name, new Upstream(upstream)));
        this.terms = new Terms(
                plan.timeouts(),
                new ProblemPage(plan.edge().name()),
                observers.log(),
                observers.tracing(),
                new InFlight(),
                new AtomicBoolean());
        this.listener = bind(plan.listen(), new Chain(plan, terms, keys, loops(plan), connections));
    }

    /** @throws IOException when the address cannot be listened on */
    public static DataPlane open(Plan plan, KeyRing keys, Observers observers, int threads) throws IOException {
        Transport transport = Transport.best();
        int loops = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        EventLoopGroup group = transport.group(loops);
        try {
            return new DataPlane(group, transport, plan, keys, observers);
        } catch (IOException | RuntimeException e) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw e;
        }
    }

    private Map<EventLoop, Chain.LoopParts> loops(Plan plan) {
        AddressResolverGroup<InetSocketAddress> resolver =
                new DnsAddressResolverGroup(transport.datagram(), DnsServerAddressStreamProviders.platformDefault());
        TrustedProxies trust = new TrustedProxies(plan.edge().trustedProxies());
        Headers headers = new Headers(plan.edge().name());
        Map<EventLoop, Chain.LoopParts> loops = new IdentityHashMap<>();
        for (EventExecutor executor : group) {
            EventLoop loop = (EventLoop) executor;
            Ticker ticker = new Ticker(loop);
            UpstreamLoop upstreamLoop = new UpstreamLoop(loop, transport.client(), resolver, plan.timeouts());
            loop.execute(() -> ticker.add(upstreamLoop));
            loops.put(
                    loop,
                    new Chain.LoopParts(
                            ticker, new ForwardHandler.Shared(upstreamLoop, ticker, upstreams, trust, headers)));
        }
        return loops;
    }

    private Channel bind(Endpoint listen, Chain chain) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(transport.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MARKS)
                .childHandler(chain)
                .bind(listen.host(), listen.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    public String transportName() {
        return transport.name();
    }

    public Map<String, Upstream> upstreams() {
        return upstreams;
    }

    public int connections() {
        return connections.size();
    }

    public int inFlight() {
        return terms.inFlight().count();
    }

    /** Whether new connections are accepted and kept. */
    public boolean accepting() {
        return listener.isActive() && !terms.draining().get();
    }

    /** Accepts no more, lets what is in flight end within {@code patience}, then closes everything. Blocks; not for event loops. */
    public void close(Duration patience) {
        terms.draining().set(true);
        listener.close().awaitUninterruptibly();
        connections.newCloseFuture().awaitUninterruptibly(patience.toMillis());
        connections.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
