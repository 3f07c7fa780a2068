package dev.cortex.achievement.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.achievement.observation.Effect;
import dev.cortex.achievement.observation.Happening;
import dev.cortex.mesh.json.MeshJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private static final Instant AT = Instant.parse("2026-11-23T12:04:00Z");
    private static final String REPOSITORY =
            "'repository':{'private':false,'fork':false,'node_id':'R_1','full_name':'mona/a','html_url':'https://x',"
                    + "'stargazers_count':129,'owner':{'login':'mona','type':'User'}}";
    private static final String MERGED = "{'action':'closed','pull_request':{'node_id':'PR_1','merged':true,"
            + "'merged_at':'2026-11-23T12:04:00Z','user':{'login':'mona'},'merged_by':{'login':'hubot'}}," + REPOSITORY
            + "}";
    private static final String CLOSED = "{'action':'closed','issue':{'node_id':'I_1','html_url':'https://i',"
            + "'created_at':'2026-11-23T12:00:00Z','closed_at':'2026-11-23T12:04:00Z','user':{'login':'mona'}},"
            + REPOSITORY + "}";
    private static final String ANSWERED = "{'action':'answered','answer':{'node_id':'DC_1','user':{'login':'mona'}},"
            + "'discussion':{'user':{'login':'asker'},'answer_chosen_by':{'login':'asker'},"
            + "'answer_chosen_at':'2026-11-23T12:04:00Z'}," + REPOSITORY + "}";
    private static final String STARRED = "{'action':'created','starred_at':'2026-11-23T12:04:00Z'," + REPOSITORY + "}";
    private static final String SPONSORED =
            "{'action':'created','sponsorship':{'node_id':'S_1','privacy_level':'public',"
                    + "'created_at':'2026-11-23T12:04:00Z','sponsor':{'login':'mona'}}}";

    private static final Effect SHARK = new Effect.More("pull_shark", 1, 1, 0);
    private static final Effect PAIR = new Effect.More("pair_extraordinaire", 0, 1, 0);
    private static final Effect SOURCERER = new Effect.More("open_sourcerer", 0, 1, 0);
    private static final Effect YOLO = new Effect.More("yolo", 0, 1, 0);

    @Test
    void countsAMergeAndLeavesOpenWhatIsNotTold() {
        assertEquals(told("merged:PR_1", SHARK, PAIR, SOURCERER), read("pull_request", MERGED));
    }

    @Test
    void leavesOpenAMergeWithoutReviewOnlyWhereOneMayHaveBeenAskedFor() {
        String own = MERGED.replace("hubot", "Mona");
        assertEquals(told("merged:PR_1", SHARK, PAIR, SOURCERER, YOLO), read("pull_request", own));
        String nobody = own.replace("'merged':true", "'merged':true,'requested_reviewers':[],'requested_teams':[]");
        assertEquals(told("merged:PR_1", SHARK, PAIR, SOURCERER), read("pull_request", nobody));
        String asked = own.replace("'merged':true", "'merged':true,'requested_reviewers':[{'login':'x'}]");
        assertEquals(told("merged:PR_1", SHARK, PAIR, SOURCERER, YOLO), read("pull_request", asked));
    }

    @Test
    void countsACloseWithinFiveMinutesOfTheOpening() {
        Effect close = new Effect.QuickClose(240, "https://i");
        assertEquals(told("closed:I_1", close), read("issues", CLOSED));
        String pull = CLOSED.replace("'issue':{", "'pull_request':{'merged':false,");
        assertEquals(told("closed:I_1", close), read("pull_request", pull));
        assertEquals(
                told("closed:I_1"),
                read("issues", CLOSED.replace("T12:00:00", "T11:58:59")),
                "301 seconds are too many");
    }

    @Test
    void countsAnAnswerThatSomeoneElseAskedForAndChose() {
        assertEquals(told("answered:DC_1", new Effect.More("galaxy_brain", 1, 1, 0)), read("discussion", ANSWERED));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'discussion':{'user':{'login':'asker'}, 'discussion':{'user':{'login':'MONA'}",
                "'answer_chosen_by':{'login':'asker'}, 'answer_chosen_by':{'login':'mona'}",
                "'owner':{'login':'mona', 'owner':{'login':'Community'"
            })
    void doesNotCountAnAnswerThatGitHubDoesNotCount(String from, String to) {
        assertEquals(told("answered:DC_1"), read("discussion", ANSWERED.replace(from, to)));
    }

    @Test
    void tellsTheStarsOfARepositoryThatIsNoFork() {
        assertEquals(told("stars:R_1", new Effect.Stars("mona/a", 129, "https://x")), read("star", STARRED));
        assertEquals(told("stars:R_1"), read("star", STARRED.replace("'fork':false", "'fork':true")));
        assertEquals(Optional.empty(), read("star", STARRED.replace("'created'", "'deleted'")));
    }

    @Test
    void takesASponsorshipForOneAtLeast() {
        assertEquals(
                told("sponsorship:S_1", new Effect.More("public_sponsor", 0, 1, 1)), read("sponsorship", SPONSORED));
        assertEquals(told("sponsorship:S_1"), read("sponsorship", SPONSORED.replace("'created'", "'cancelled'")));
        assertEquals(told("sponsorship:S_1"), read("sponsorship", SPONSORED.replace("'public'", "'private'")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node_id", "merged_at", "merged", "private"})
    void leavesToGitHubWhatIsNotWhollyTold(String missing) {
        assertEquals(Optional.empty(), read("pull_request", MERGED.replace("'" + missing + "'", "'other'")));
    }

    @Test
    void leavesPrivateRepositoriesToGitHub() {
        String hidden = "'private':true";
        assertEquals(Optional.empty(), read("pull_request", MERGED.replace("'private':false", hidden)));
        assertEquals(Optional.empty(), read("issues", CLOSED.replace("'private':false", hidden)));
        assertEquals(Optional.empty(), read("star", STARRED.replace("'private':false", hidden)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "{'action':7}", "{'action':'closed','pull_request':[]}"})
    void readsNothingFromNonsense(String body) {
        assertEquals(Optional.empty(), read("pull_request", body));
        assertEquals(Optional.empty(), read("star", body));
    }

    @Test
    void takesWrongTypesForMissing() throws JsonProcessingException {
        for (String member : List.of("node_id", "merged_at", "merged")) {
            JsonNode payload = json(MERGED);
            ((ObjectNode) payload.path("pull_request")).putArray(member).add("PR_1");
            assertEquals(Optional.empty(), EventReader.in("pull_request", payload), member);
        }
    }

    private static Optional<Happening> told(String key, Effect... effects) {
        return Optional.of(new Happening(key, AT, List.of(effects)));
    }

    private static Optional<Happening> read(String event, String payload) {
        try {
            return EventReader.in(event, json(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return MeshJson.mapper().readTree(text.replace('\'', '"'));
    }
}
