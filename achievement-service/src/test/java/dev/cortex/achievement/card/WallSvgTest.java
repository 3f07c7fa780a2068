package dev.cortex.achievement.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.team.Member;
import dev.cortex.achievement.team.Ranking;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class WallSvgTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "</text></svg>",
                "]]>&#0;&amp;",
                "\u202egnirts",
                "مرحبا بالعالم",
                "🦈🦈🦈",
                "a\u0000b\ud800"
            })
    void showsEveryNameAsTextAndNothingElse(String name) throws Exception {
        Document svg = parsed(WallSvg.draw(Wall.of(name, ranking(name, 3), 3, 24), Theme.AUTO));
        assertEquals(0, svg.getElementsByTagName("script").getLength());
        assertEquals(2 + 3 * 3, svg.getElementsByTagName("text").getLength());
        assertFalse(svg.getDocumentElement().getTextContent().contains("\u202e"), "nothing turns the text around");
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void drawsTheSameBytesForTheSameData(Theme theme) throws Exception {
        String svg = WallSvg.draw(Wall.of("Team", ranking("Ada", 5), 5, 24), theme);
        assertEquals(svg, WallSvg.draw(Wall.of("Team", ranking("Ada", 5), 5, 24), theme));
        parsed(svg);
    }

    @Test
    void saysInWordsWhatItShows() throws Exception {
        Document svg = parsed(WallSvg.draw(Wall.of("The Team", ranking("Ada", 2), 2, 24), Theme.DARK));
        assertEquals("img", svg.getDocumentElement().getAttribute("role"));
        assertEquals("The Team", svg.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(
                "2 members. 1: Ada (@m0), 2 unlocked, 2 tiers. 2: Ada (@m1), 1 unlocked, 1 tier.",
                svg.getElementsByTagName("desc").item(0).getTextContent());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0 members", "1, 1, 1 member", "24, 24, 24 members", "500, 24, the best 24 of 500 members"})
    void showsTheBestOfALargeTeam(int members, int tiles, String subtitle) throws Exception {
        Wall wall = Wall.of("Team", ranking("Ada", members), members, 24);
        assertEquals(tiles, wall.tiles().size());
        assertEquals(subtitle, wall.subtitle());
        Document svg = parsed(WallSvg.draw(wall, Theme.LIGHT));
        assertTrue(Integer.parseInt(svg.getDocumentElement().getAttribute("width")) <= 900);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada | Ada",
                "abcdefghijkl nopqrst | abcdefghijkl nopqrst",
                "abcdefghijkl nopqrstu | abcdefghijkl nopqrs…",
                "WWWWWWWWWWWW | WWWWWWWWWWW…",
                "漢字漢字漢字漢字漢字 | 漢字漢字漢字漢字漢字",
                "漢字漢字漢字漢字漢字漢 | 漢字漢字漢字漢字漢…",
            })
    void cutsByWhatIsShown(String name, String shown) {
        assertEquals(shown, Text.shortened(name, 20));
    }

    @Test
    void leavesALetterNoMoreThanTwoMarks() {
        assertEquals("Z\u0351\u036b", Text.shortened("Z\u0351\u036b\u0343\u036a\u0302\u036b", 20));
    }

    private static Ranking ranking(String name, int members) {
        return Ranking.of(IntStream.range(0, members)
                .mapToObj(i -> new Member("m" + i, Optional.of(name), members - i, members - i, 50, Map.of()))
                .toList());
    }

    private static Document parsed(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
