package dev.cortex.gateway.upstream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

/** What an answer's head says about what follows it. */
final class AnswerRules {
    private static final String EVENT_STREAM = "text/event-stream";

    private AnswerRules() {}

    /** Whether the connection can serve on after the answer: kept by its server, and with an end that is not the connection's own. */
    static boolean keepsConnection(HttpMethod method, HttpResponse response) {
        return HttpUtil.isKeepAlive(response) && endsByItself(method, response);
    }

    /** RFC 9112, 6.3. */
    private static boolean endsByItself(HttpMethod method, HttpResponse response) {
        int status = response.status().code();
        return method.equals(HttpMethod.HEAD)
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code()
                || HttpUtil.isTransferEncodingChunked(response)
                || HttpUtil.isContentLengthSet(response);
    }

    static boolean isEventStream(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
    }

    static boolean agreesToWebSocket(HttpResponse response) {
        return response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT);
    }
}
