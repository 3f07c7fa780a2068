package dev.cortex.achievement.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void writesRowsAsRfc4180Wants() {
        assertEquals(
                "name,count,delta,unlocked,at\r\n"
                        + "\"a,b\",5,-3,true,2026-11-25T00:00:00Z\r\n"
                        + "\"say \"\"hi\"\"\",0,,false,\r\n",
                table(List.of(
                        Csv.row("a,b", 5, Optional.of(-3L), true, Instant.parse("2026-11-25T00:00:00Z")),
                        Csv.row("say \"hi\"", 0, Optional.empty(), false, null))));
    }

    @Test
    void hasAHeaderWithoutRows() {
        assertEquals("name,count,delta,unlocked,at\r\n", table(List.of()));
    }

    @Test
    void keepsLineBreaksInsideACell() {
        assertEquals(
                "\"a\r\nb\",1,,,\r\n",
                table(List.of(Csv.row("a\r\nb", 1, null, null, null))).split("at\r\n", 2)[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"})
    void letsNoSpreadsheetTakeATextForAFormula(String text) {
        String row = table(List.of(Csv.row(text, 1, null, null, null))).split("at\r\n", 2)[1];
        assertEquals('\'', row.charAt(row.charAt(0) == '"' ? 1 : 0), row);
    }

    private static String table(List<List<Object>> rows) {
        return Csv.text(new Csv.Table(List.of("name", "count", "delta", "unlocked", "at"), rows));
    }
}
