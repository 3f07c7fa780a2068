package dev.cortex.local.launch;

import dev.cortex.local.launch.screen.LineScreen;
import dev.cortex.local.launch.screen.LiveScreen;
import dev.cortex.local.launch.screen.Palette;
import dev.cortex.local.launch.screen.Screen;
import dev.cortex.local.launch.screen.Tone;
import java.io.PrintStream;
import java.util.List;

/**
 * Where the words go: standard output, except with {@code --json}, which leaves standard output to the one JSON document
 * and tells everything else on standard error.
 */
record Output(PrintStream words, PrintStream document, Palette palette, boolean live) {
    static Output of(Installation installation, boolean json, boolean noColor) {
        boolean noColorWanted = noColor
                || !installation.environment().getOrDefault("NO_COLOR", "").isEmpty();
        Palette palette = installation.terminal() && !json && !noColorWanted ? Palette.COLOURS : Palette.PLAIN;
        return new Output(json ? System.err : System.out, System.out, palette, installation.terminal() && !json);
    }

    Screen screen(List<String> components) {
        return live
                ? new LiveScreen(words, palette, components, System::nanoTime).begin()
                : new LineScreen(words, palette);
    }

    /** A single line of progress after the start. */
    void say(Tone tone, String line) {
        words.println(palette.paint(tone, line));
    }
}
