package dev.cortex.gateway.upstream;

import dev.cortex.gateway.failure.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Hears how a {@link Call} goes, on its event loop. Either {@link #head}, contents and a last content come, in this order, or {@link
 * #failed} ends it, at the latest after some contents.
 */
public interface Answer {
    /** A 1xx; the answer is still to come. */
    void informational(HttpResponse response);

    void head(HttpResponse response);

    /** A piece of the body, owned by the hearer; a {@code LastHttpContent} ends the call. */
    void content(HttpContent content);

    /** What came so far was all that the socket had: time to flush. */
    void paused();

    /** The server agreed to go on as WebSocket: from here on {@link #tunnelled} comes instead of contents. */
    void switched(HttpResponse response);

    /** Bytes after the switch, owned by the hearer. */
    void tunnelled(ByteBuf bytes);

    /** The server ended the tunnel. */
    void tunnelEnded();

    /** Back-pressure: whether the server takes more of the request's body now. */
    void wantsBody(boolean wanted);

    /** @param begun whether {@link #head} was heard, so that the client has part of an answer */
    void failed(Refusal refusal, boolean begun);
}
