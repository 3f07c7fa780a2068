package dev.cortex.gateway.upstream;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Netty's decoder that knows which request an answer is to. There is one request at a time on an upstream connection. */
final class ResponseDecoder extends HttpResponseDecoder {
    private static final int HEAD_BYTES_MAX = 64 * 1024;
    private static final int CHUNK_BYTES_MAX = 64 * 1024;

    private boolean answersHead;
    private boolean ambiguous;

    ResponseDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(HEAD_BYTES_MAX)
                .setMaxHeaderSize(HEAD_BYTES_MAX)
                .setMaxChunkSize(CHUNK_BYTES_MAX)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(true)));
    }

    void expect(boolean head) {
        answersHead = head;
    }

    /** Whether some answer's length could be read in two ways: the connection must not be used again (RFC 9112, 6.3). */
    boolean ambiguous() {
        return ambiguous;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage response) {
        return answersHead || super.isContentAlwaysEmpty(response);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        ambiguous = true;
        super.handleTransferEncodingChunkedWithContentLength(message);
    }
}
