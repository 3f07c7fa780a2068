package dev.cortex.worker;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Something that is tried again and again: says once that it fails and once that it works again, not at every try. */
public final class Trouble {
    private final Logger log;
    private final String what;
    private final AtomicBoolean failing = new AtomicBoolean();

    /** @param what a constant that goes before "fails" and "works again" */
    public Trouble(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    public void failed(Throwable failure) {
        if (failing.compareAndSet(false, true)) {
            log.warnf("%s fails, and is tried again: %s", what, failure.getMessage());
        }
    }

    public void worked() {
        if (failing.compareAndSet(true, false)) {
            log.infof("%s works again", what);
        }
    }
}
