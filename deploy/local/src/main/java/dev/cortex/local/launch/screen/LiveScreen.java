package dev.cortex.local.launch.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** A terminal: all components at once, each line changes in place. */
public final class LiveScreen implements Screen {
    private static final List<String> SPINNER = List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏");
    private static final long FRAME_MILLIS = 100;

    private final PrintStream out;
    private final Palette palette;
    private final LongSupplier clockNanos;
    private final Map<String, Function<String, StartLine>> lines = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("screen").factory());
    private int frame;
    private boolean drawn;
    private boolean closed;

    public LiveScreen(PrintStream out, Palette palette, List<String> components, LongSupplier clockNanos) {
        this.out = out;
        this.palette = palette;
        this.clockNanos = clockNanos;
        components.forEach(component -> lines.put(component, _ -> StartLine.waiting(component)));
    }

    /** Begins to draw. */
    public LiveScreen begin() {
        ticker.scheduleAtFixedRate(this::draw, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public synchronized void starting(String component) {
        long since = clockNanos.getAsLong();
        lines.put(
                component,
                spinner -> StartLine.starting(component, spinner, Duration.ofNanos(clockNanos.getAsLong() - since)));
    }

    @Override
    public synchronized void ready(String component, int port, Duration took) {
        StartLine line = StartLine.ready(component, port, took);
        lines.put(component, _ -> line);
    }

    @Override
    public synchronized void failed(String component) {
        StartLine line = StartLine.failed(component);
        lines.put(component, _ -> line);
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        String spinner = SPINNER.get(frame++ % SPINNER.size());
        StringBuilder text = new StringBuilder();
        if (drawn) {
            text.append("\u001b[").append(lines.size()).append("F");
        }
        // Erase to the end of each line: the new text may be shorter than the old.
        lines.values().forEach(line -> text.append(line.apply(spinner).render(palette))
                .append("\u001b[K\n"));
        out.print(text);
        out.flush();
        drawn = true;
    }

    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        draw();
        // A tick that waits for the monitor now would draw over what is printed next.
        closed = true;
    }
}
