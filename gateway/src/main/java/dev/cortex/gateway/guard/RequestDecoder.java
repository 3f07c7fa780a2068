package dev.cortex.gateway.guard;

import dev.cortex.gateway.config.Limits;
import dev.cortex.gateway.exchange.ClientConnection;
import dev.cortex.gateway.exchange.RequestSource;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Netty's decoder behind {@link HeadScan}, one request at a time: a head is decoded when it is complete, well-formed, and the exchange
 * before it is over. Until then it stays bytes. A head that is refused becomes a {@link Refusal} in its place.
 */
public final class RequestDecoder extends HttpRequestDecoder implements RequestSource {
    private static final int CHUNK_BYTES_MAX = 64 * 1024;

    private final HeadScan scan;
    private final int backlogBytesMax;
    private @Nullable ClientConnection connection;
    private @Nullable ChannelHandlerContext context;
    private boolean inBody;
    private boolean discarding;
    private boolean tunnelling;
    private long headBegunNanos;

    public RequestDecoder(Limits limits) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headBytesMax())
                .setMaxHeaderSize(limits.headBytesMax())
                .setMaxChunkSize(CHUNK_BYTES_MAX)
                // HeadScan has checked every byte.
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false)));
        scan = new HeadScan(limits);
        backlogBytesMax = Math.max(limits.headBytesMax(), CHUNK_BYTES_MAX);
    }

    /** Before the first byte. */
    public void serves(ClientConnection client) {
        connection = client;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (discarding) {
            in.skipBytes(in.readableBytes());
        } else if (tunnelling) {
            out.add(in.readRetainedSlice(in.readableBytes()));
        } else if (inBody) {
            super.decode(ctx, in, out);
            inBody = !(lastOf(out) instanceof LastHttpContent);
        } else if (connection == null || !connection.idle()) {
            boundBacklog(in);
        } else {
            decodeHead(ctx, in, out);
        }
    }

    /** Unlike its parent this never reads on its own account: bytes that wait for the exchange's end would call for more of them. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    private void decodeHead(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!scan.begun()) {
            headBegunNanos = System.nanoTime();
        }
        boolean complete = scan.scan(in);
        Refusal refusal = scan.refusal();
        if (refusal != null) {
            refuse(in, out, refusal);
        } else if (complete) {
            scan.reset();
            super.decode(ctx, in, out);
            Object first = out.isEmpty() ? null : out.getFirst();
            if (first instanceof HttpRequest request && request.decoderResult().isSuccess()) {
                inBody = !(lastOf(out) instanceof LastHttpContent);
            } else {
                out.clear();
                refuse(
                        in,
                        out,
                        Failure.MALFORMED.because(
                                "The request line is not valid, or the body's length is stated twice or not clearly (RFC 9112, 6)."));
            }
        }
    }

    private void refuse(ByteBuf in, List<Object> out, Refusal refusal) {
        in.skipBytes(in.readableBytes());
        discarding = true;
        scan.reset();
        out.add(refusal);
    }

    /** The bytes of the next requests wait here; when there are enough of them, TCP holds back the rest. */
    private void boundBacklog(ByteBuf in) {
        if (connection != null && in.readableBytes() > backlogBytesMax) {
            connection.backlog(true);
        }
    }

    private static @Nullable Object lastOf(List<Object> out) {
        return out.isEmpty() ? null : out.getLast();
    }

    /** A proxy that let both through would leave it to the server which one counts: request smuggling (RFC 9112, 6.1). */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("Transfer-Encoding together with Content-Length");
    }

    @Override
    public void resume() {
        ChannelHandlerContext ctx = context;
        if (ctx != null && connection != null && actualReadableBytes() > 0) {
            ctx.channel().eventLoop().execute(() -> resumeNow(ctx));
        }
    }

    private void resumeNow(ChannelHandlerContext ctx) {
        if (ctx.isRemoved() || !ctx.channel().isActive()) {
            return;
        }
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            if (connection != null && actualReadableBytes() <= backlogBytesMax) {
                connection.backlog(false);
            }
            channelReadComplete(ctx);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }

    @Override
    public boolean headBegun() {
        return scan.begun();
    }

    @Override
    public long headBegunNanos() {
        return headBegunNanos;
    }

    @Override
    public void tunnel() {
        tunnelling = true;
        if (context != null) {
            context.pipeline().remove(ResponseEncoder.class);
        }
        resume();
    }

    @Override
    public void discard() {
        discarding = true;
    }
}
