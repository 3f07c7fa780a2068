package dev.cortex.gateway.access;

import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import dev.cortex.gateway.route.Access;
import dev.cortex.gateway.route.Route;
import dev.cortex.gateway.route.RouteTable;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The second stage: finds the route, and asks for a key where the route wants one. */
@Sharable
public final class AccessHandler extends ChannelInboundHandlerAdapter {
    private static final AsciiString X_API_KEY = AsciiString.cached("x-api-key");
    private static final AsciiString CALLER = AsciiString.cached("x-cortex-caller");
    private static final String ANONYMOUS = "anonymous";
    private static final String BEARER = "Bearer ";

    private final RouteTable routes;
    private final KeyRing keys;

    public AccessHandler(RouteTable routes, KeyRing keys) {
        this.routes = routes;
        this.keys = keys;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (!(msg instanceof Exchange exchange)) {
            ctx.fireChannelRead(msg);
            return;
        }
        Route route = routes.match(exchange.path());
        Refusal refusal = null;
        if (route == null) {
            refusal = Failure.NO_ROUTE.because("Nothing is served under this path.");
        } else {
            exchange.route(route);
            refusal = admit(route, exchange);
        }
        if (refusal == null) {
            ctx.fireChannelRead(exchange);
        } else {
            exchange.refuse(ctx, refusal);
        }
    }

    private static boolean needsKey(Route route, HttpMethod method) {
        return switch (route.access()) {
            case OPEN -> false;
            case ANONYMOUS_READ -> !isSafe(method);
            case KEY -> true;
        };
    }

    private static boolean isSafe(HttpMethod method) {
        return method.equals(HttpMethod.GET)
                || method.equals(HttpMethod.HEAD)
                || method.equals(HttpMethod.OPTIONS)
                || method.equals(HttpMethod.TRACE);
    }

    /**
     * A key that was used here is the gateway's business: it does not travel on, its name does. What a client says of itself
     * in that header is not believed.
     */
    private @Nullable Refusal admit(Route route, Exchange exchange) {
        HttpHeaders headers = exchange.request().headers();
        headers.set(CALLER, ANONYMOUS);
        boolean needed = needsKey(route, exchange.method());
        if (!needed && (route.access() == Access.OPEN || keys.isEmpty())) {
            return null;
        }
        String authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String secret = bearer ? authorization.substring(BEARER.length()).trim() : headers.get(X_API_KEY);
        Optional<String> name = secret == null ? Optional.empty() : keys.nameOf(secret);
        if (name.isPresent()) {
            headers.set(CALLER, name.get());
            headers.remove(bearer ? HttpHeaderNames.AUTHORIZATION : X_API_KEY);
            return null;
        }
        if (!needed) {
            return null;
        }
        return secret == null
                ? Failure.KEY_MISSING.because("Send the key as Authorization: Bearer or as X-Api-Key.")
                : Failure.KEY_UNKNOWN.because("Ask the operator of this gateway for a key.");
    }
}
