package dev.cortex.gateway.exchange;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * The end of a client connection. While the client may still be sending, only the gateway's side is shut and what comes is dropped:
 * closing with unread bytes would make TCP reset the connection, and the reset can overtake the answer.
 */
final class Farewell {
    /** A client that has not read the answer and closed after this long is not going to. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private boolean begun;
    private long begunNanos;

    boolean begun() {
        return begun;
    }

    /** @param nothingMoreComes whether the client has sent all that it was going to */
    void begin(ChannelHandlerContext ctx, boolean nothingMoreComes, Reading reading) {
        begun = true;
        begunNanos = System.nanoTime();
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (nothingMoreComes || !written.isSuccess() || !(ctx.channel() instanceof DuplexChannel channel)) {
                ctx.close();
            } else {
                channel.shutdownOutput();
                reading.everything(channel);
            }
        });
    }

    /** The client ended it. */
    void happened() {
        begun = true;
    }

    void tick(ChannelHandlerContext ctx, long now) {
        if (now - begunNanos > LINGER_NANOS && ctx.channel().isWritable()) {
            ctx.close();
        }
    }
}
