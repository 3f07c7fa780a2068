package dev.cortex.gateway.server;

import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.exchange.ExchangeLog;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One line per exchange. What the client sent is an argument, never the format; the guard has let no control byte through. */
final class AccessLog implements ExchangeLog {
    private static final Logger LOG = Logger.getLogger("dev.cortex.gateway.access-log");

    private final ExchangeLog next;

    AccessLog(ExchangeLog next) {
        this.next = next;
    }

    @Override
    public void ended(Exchange exchange, long nanos) {
        LOG.infof(
                "%s %s %d %d ms request %s",
                exchange.method(),
                exchange.path(),
                exchange.status(),
                TimeUnit.NANOSECONDS.toMillis(nanos),
                exchange.id());
        next.ended(exchange, nanos);
    }
}
