package dev.cortex.achievement.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cortex.achievement.observation.Login;
import dev.cortex.mesh.json.MeshJson;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "pull_request, `{'action':'closed','pull_request':{'merged':true,'user':{'login':'octocat','type':'User'}}}`",
                "pull_request_review, `{'action':'submitted','pull_request':{'user':{'login':'octocat'}},'sender':{'login':'other'}}`",
                "issues, `{'action':'closed','issue':{'user':{'login':'octocat'}}}`",
                "discussion, `{'action':'answered','answer':{'user':{'login':'octocat'}},'discussion':{'user':{'login':'asker'}}}`",
                "discussion, `{'action':'unanswered','old_answer':{'user':{'login':'octocat'}}}`",
                "star, `{'action':'created','repository':{'owner':{'login':'octocat','type':'User'}},'sender':{'login':'fan'}}`",
                "star, `{'action':'deleted','repository':{'owner':{'login':'octocat','type':'User'}}}`",
                "sponsorship, `{'action':'created','sponsorship':{'sponsor':{'login':'octocat'}}}`"
            })
    void namesTheUserWhoseNumbersItMoves(String event, String payload) throws JsonProcessingException {
        assertEquals(Optional.of(new Login("octocat")), moved(event, payload));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ping, `{'zen':'Design for failure.'}`",
                "push, `{'pusher':{'login':'octocat'}}`",
                "pull_request, `{'action':'opened','pull_request':{'user':{'login':'octocat'}}}`",
                "issues, `{'action':'labeled','issue':{'user':{'login':'octocat'}}}`",
                "discussion, `{'action':'created','discussion':{'user':{'login':'octocat'}}}`",
                "star, `{'action':'created','repository':{'owner':{'login':'github','type':'Organization'}}}`",
                "pull_request, `{'action':'closed','pull_request':{'user':{'login':'dependabot[bot]','type':'Bot'}}}`",
                "pull_request, `{'action':'closed','pull_request':{'user':{'login':'$(id)'}}}`",
                "issues, `{'action':'closed','issue':{'user':null}}`",
                "pull_request, `{'action':['closed']}`",
                "star, `[]`",
                "star, `null`"
            })
    void namesNobodyElse(String event, String payload) throws JsonProcessingException {
        assertEquals(Optional.empty(), moved(event, payload));
    }

    private static Optional<Login> moved(String event, String payload) throws JsonProcessingException {
        return Moves.by(event, MeshJson.mapper().readTree(payload.replace('\'', '"')));
    }
}
