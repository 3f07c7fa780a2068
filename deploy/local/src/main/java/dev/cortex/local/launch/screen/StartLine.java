package dev.cortex.local.launch.screen;

import java.time.Duration;
import java.util.Locale;

/** One component's line while the mesh starts. */
record StartLine(String mark, Tone tone, String component, String port, String remark) {
    static StartLine waiting(String component) {
        return new StartLine("·", Tone.DIM, component, "", "waiting");
    }

    static StartLine starting(String component, String spinner, Duration since) {
        return new StartLine(spinner, Tone.WARN, component, "", "starting " + seconds(since));
    }

    static StartLine ready(String component, int port, Duration took) {
        return new StartLine("✓", Tone.GOOD, component, ":" + port, seconds(took));
    }

    static StartLine failed(String component) {
        return new StartLine("✗", Tone.BAD, component, "", "failed");
    }

    String render(Palette palette) {
        String padded = "%-22s".formatted(component);
        return "  " + palette.paint(tone, mark) + " " + palette.paint(Tone.PLAIN, padded)
                + palette.paint(Tone.NAME, "%-7s".formatted(port)) + palette.paint(Tone.DIM, "%10s".formatted(remark));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
