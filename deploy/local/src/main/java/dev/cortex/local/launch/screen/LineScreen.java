package dev.cortex.local.launch.screen;

import java.io.PrintStream;
import java.time.Duration;

/** Not a terminal: one line when a component is up, nothing is drawn twice. */
public final class LineScreen implements Screen {
    private final PrintStream out;
    private final Palette palette;

    public LineScreen(PrintStream out, Palette palette) {
        this.out = out;
        this.palette = palette;
    }

    @Override
    public void starting(String component) {}

    @Override
    public void ready(String component, int port, Duration took) {
        out.println(StartLine.ready(component, port, took).render(palette));
    }

    @Override
    public void failed(String component) {
        out.println(StartLine.failed(component).render(palette));
    }

    @Override
    public void close() {}
}
