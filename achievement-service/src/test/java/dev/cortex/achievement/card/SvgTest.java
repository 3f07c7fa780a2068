package dev.cortex.achievement.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.RulebookFile;
import dev.cortex.achievement.rules.Rulebook;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SvgTest {
    private static final Rulebook RULEBOOK = RulebookFile.load();
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</title></svg>",
                "\"'&amp;&#0;",
                "]]>",
                "Zoë 🦈",
                "<!ENTITY x \"y\">"
            })
    void showsEveryNameAsTextAndNothingElse(String name) throws Exception {
        Document svg = parsed(Svg.draw(card(name, 40, NOON), Theme.AUTO));
        assertEquals(name, svg.getElementsByTagName("title").item(0).getTextContent());
        assertEquals(0, svg.getElementsByTagName("script").getLength());
    }

    @Test
    void replacesWhatXmlCanNotHold() throws Exception {
        Document svg = parsed(Svg.draw(card("a\u0000b\u001bc\ud800d\uffffe", 40, NOON), Theme.AUTO));
        assertEquals(
                "a\ufffdb\ufffdc\ufffdd\ufffde",
                svg.getElementsByTagName("title").item(0).getTextContent());
    }

    @Test
    void saysInWordsWhatItShows() throws Exception {
        Document svg = parsed(Svg.draw(card("The Octocat", 40, NOON), Theme.AUTO));
        assertEquals("img", svg.getDocumentElement().getAttribute("role"));
        assertEquals("title desc", svg.getDocumentElement().getAttribute("aria-labelledby"));
        String words = svg.getElementsByTagName("desc").item(0).getTextContent();
        assertTrue(words.startsWith("@octocat: 1 of 7 achievements unlocked."), words);
        assertTrue(words.contains("Pull Shark: x2, 40 of 128."), words);
        assertTrue(words.contains("YOLO: not known."), words);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void drawsTheSameBytesForTheSameData(Theme theme) throws Exception {
        String svg = Svg.draw(card("The Octocat", 40, NOON), theme);
        assertEquals(svg, Svg.draw(card("The Octocat", 40, NOON.plusSeconds(3600)), theme));
        assertFalse(svg.equals(Svg.draw(card("The Octocat", 41, NOON), theme)));
        parsed(svg);
    }

    @Test
    void followsTheReadersSystemOnlyWhereItIsAskedTo() {
        assertTrue(Svg.draw(card("a", 1, NOON), Theme.AUTO).contains("prefers-color-scheme:dark"));
        assertFalse(Svg.draw(card("a", 1, NOON), Theme.DARK).contains("prefers-color-scheme"));
        assertFalse(Svg.draw(card("a", 1, NOON), Theme.LIGHT).contains("prefers-color-scheme"));
    }

    private static Card card(String name, long merged, Instant at) {
        Facts facts = new Facts(
                "U_1",
                "octocat",
                Optional.of(name),
                Optional.empty(),
                Map.of("pull_shark", Finding.of(Count.exactly(merged))));
        Snapshot snapshot = Snapshot.first(facts, dev.cortex.achievement.observation.Look.at(at));
        return Card.of(snapshot, RULEBOOK.standings(snapshot));
    }

    private static Document parsed(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
