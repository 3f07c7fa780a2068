package dev.cortex.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;

/**
 * The request as it goes out, possibly to more than one server: the head, and the pieces of the body that wait for a connection. Few
 * wait, for the client is not read while there is none.
 */
public final class Outgoing {
    private final HttpRequest head;
    private final boolean hasBody;
    private final boolean webSocket;
    private final ArrayDeque<HttpContent> waiting = new ArrayDeque<>(0);
    private boolean headSent;
    private boolean complete;
    private boolean unflushed;

    /**
     * @param head ready for the upstream; its headers say how the body is framed
     * @param webSocket whether the answer may be a switch to WebSocket
     */
    public Outgoing(HttpRequest head, boolean hasBody, boolean webSocket) {
        this.head = head;
        this.hasBody = hasBody;
        this.webSocket = webSocket;
    }

    HttpMethod method() {
        return head.method();
    }

    boolean hasBody() {
        return hasBody;
    }

    boolean webSocket() {
        return webSocket;
    }

    /** Whether sending it twice does what sending it once does (RFC 9110, 9.2.2), and it can be sent twice at all. */
    boolean replayable() {
        return !hasBody && isIdempotent(head.method());
    }

    /** Whether all of it was written. */
    boolean complete() {
        return complete;
    }

    void add(HttpContent content) {
        waiting.add(content);
    }

    void writeTo(Channel channel) {
        if (!headSent) {
            headSent = true;
            unflushed = true;
            complete = !hasBody;
            channel.write(headOnTheWire(), channel.voidPromise());
        }
        HttpContent content = waiting.poll();
        while (content != null) {
            unflushed = true;
            complete |= content instanceof LastHttpContent;
            channel.write(content, channel.voidPromise());
            content = waiting.poll();
        }
    }

    void tunnel(Channel channel, ByteBuf bytes) {
        unflushed = true;
        channel.write(bytes, channel.voidPromise());
    }

    void flush(Channel channel) {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** Back to the start, for another server. */
    void rewind() {
        headSent = false;
        complete = false;
    }

    void release() {
        waiting.forEach(HttpContent::release);
        waiting.clear();
    }

    private HttpRequest headOnTheWire() {
        return hasBody
                ? new DefaultHttpRequest(HttpVersion.HTTP_1_1, head.method(), head.uri(), head.headers())
                : new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1,
                        head.method(),
                        head.uri(),
                        Unpooled.EMPTY_BUFFER,
                        head.headers(),
                        EmptyHttpHeaders.INSTANCE);
    }

    private static boolean isIdempotent(HttpMethod method) {
        return switch (method.name()) {
            case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE" -> true;
            default -> false;
        };
    }
}
