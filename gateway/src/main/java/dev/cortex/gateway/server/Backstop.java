package dev.cortex.gateway.server;

import dev.cortex.gateway.exchange.ClientConnection;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** The end of the chain, where what a stage threw arrives: the client gets its answer all the same. */
final class Backstop extends ChannelInboundHandlerAdapter {
    private final ClientConnection connection;

    Backstop(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        connection.failed(cause);
    }
}
