package dev.cortex.mesh.stream;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.impl.ContextInternal;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the handler, each time on a context of its own (so that trace, log fields and transactions of deliveries do not
 * mix), and brings the verdicts back to the consumer's context.
 */
final class Handling {
    private static final Logger LOG = Logger.getLogger(Handling.class);
    private static final int REASON_MAX = 500;

    private final ConsumerSettings settings;
    private final BatchHandler handler;
    private final ContextInternal context;
    private final Observation observation;
    private final Runnable ended;
    private final Set<Cancellable> running = new HashSet<>();
    private boolean cancelled;

    /** @param ended called after the verdicts of each call of the handler were told */
    Handling(
            ConsumerSettings settings,
            BatchHandler handler,
            ContextInternal context,
            Observation observation,
            Runnable ended) {
        this.settings = settings;
        this.handler = handler;
        this.context = context;
        this.observation = observation;
        this.ended = ended;
    }

    /** @param judged called once, on the consumer's context, with a verdict for each delivery */
    void handle(List<Delivery> deliveries, Consumer<List<Verdict>> judged) {
        ContextInternal own = context.duplicate();
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(start -> {
            Span span = observation.spans().process(settings.group(), deliveries);
            QuarkusContextStorage.INSTANCE.attach(own, Context.root().with(span));
            long started = System.nanoTime();
            Run run = new Run(deliveries, span, started, judged);
            run.cancellable = answer(deliveries).subscribe().with(run::answered, run::failed);
            context.emit(run, this::keep);
        });
    }

    private Uni<List<Verdict>> answer(List<Delivery> deliveries) {
        try {
            return handler.handle(deliveries);
        } catch (RuntimeException thrown) {
            return Uni.createFrom().failure(thrown);
        }
    }

    private void keep(Run run) {
        if (run.ended || run.cancellable == null) {
            return;
        }
        if (cancelled) {
            run.cancellable.cancel();
        } else {
            running.add(run.cancellable);
        }
    }

    /** Handlers that run are cancelled; their verdicts are not awaited. */
    void cancel() {
        Set<Cancellable> all = Set.copyOf(running);
        running.clear();
        all.forEach(Cancellable::cancel);
        cancelled = true;
    }

    /** One call of the handler. */
    private final class Run {
        private final List<Delivery> deliveries;
        private final Span span;
        private final long startedNanos;
        private final Consumer<List<Verdict>> judged;
        private @Nullable Cancellable cancellable;
        private boolean ended;

        Run(List<Delivery> deliveries, Span span, long startedNanos, Consumer<List<Verdict>> judged) {
            this.deliveries = deliveries;
            this.span = span;
            this.startedNanos = startedNanos;
            this.judged = judged;
        }

        void answered(@Nullable List<Verdict> verdicts) {
            if (verdicts == null
                    || verdicts.size() != deliveries.size()
                    || verdicts.stream().anyMatch(Objects::isNull)) {
                failed(new IllegalStateException("the handler of group " + settings.group() + " gave "
                        + (verdicts == null ? "no" : verdicts.size()) + " verdicts for " + deliveries.size()
                        + " deliveries"));
                return;
            }
            StreamSpans.end(span, null);
            context.runOnContext(back -> end(verdicts));
        }

        void failed(Throwable failure) {
            StreamSpans.end(span, failure);
            LOG.warnf(
                    failure,
                    "handler of group %s failed; %d deliveries of stream %s come again",
                    settings.group(),
                    deliveries.size(),
                    deliveries.getFirst().stream());
            Verdict again = new Verdict.Again(reason(failure));
            List<Verdict> all = deliveries.stream().map(delivery -> again).toList();
            context.runOnContext(back -> end(all));
        }

        private void end(List<Verdict> verdicts) {
            ended = true;
            if (cancelled) {
                return;
            }
            if (cancellable != null) {
                running.remove(cancellable);
            }
            String stream = deliveries.getFirst().stream();
            observation.metrics().handled(stream, settings.group(), System.nanoTime() - startedNanos);
            judged.accept(verdicts);
            Handling.this.ended.run();
        }
    }

    private static String reason(Throwable failure) {
        String text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        return text.length() > REASON_MAX ? text.substring(0, REASON_MAX) : text;
    }
}
