package dev.cortex.local.launch.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.local.launch.screen.Table.Cell;
import org.junit.jupiter.api.Test;

class TableTest {
    private final Table table = Table.of("name", ">count")
            .row(new Cell("gateway", Tone.NAME), Cell.plain(7))
            .row(Cell.plain("ö"), new Cell("1234567", Tone.GOOD));

    @Test
    void alignsColumnsByWhatIsSeen() {
        assertEquals("""
                  name       count
                  gateway        7
                  ö        1234567
                """, table.render(Palette.PLAIN, "  "));
    }

    @Test
    void coloursDoNotChangeTheWidths() {
        String withoutCodes = table.render(Palette.COLOURS, "  ").replaceAll("\u001b\\[\\d*m", "");
        assertEquals(table.render(Palette.PLAIN, "  "), withoutCodes);
    }

    @Test
    void refusesARowOfAnotherWidth() {
        assertThrows(IllegalArgumentException.class, () -> table.row(Cell.plain(1)));
    }

    @Test
    void textFromElsewhereCannotSteerTheTerminal() {
        assertEquals(" [31mred ", Palette.PLAIN.paint(Tone.PLAIN, "\u001b[31mred\n"));
        assertEquals(" [2J", Cell.plain("\u009b[2J").text());
    }
}
