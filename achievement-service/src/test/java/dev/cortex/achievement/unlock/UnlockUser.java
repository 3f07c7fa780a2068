package dev.cortex.achievement.unlock;

import static io.restassured.RestAssured.given;

import java.net.URI;
import java.util.UUID;

/** A user of the simulated GitHub who is about to reach a tier. */
public record UnlockUser(String login, String github) {
    /** Known to the service already, and not at the highest tier. */
    public static UnlockUser known(String github) {
        for (; ; ) {
            UnlockUser user = new UnlockUser(
                    "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30), github);
            if (user.needed(false) > 0) {
                return user;
            }
        }
    }

    /** Merges as many pull requests as are needed for the next tier of Pull Shark, and has them seen. */
    public void unlock() {
        merge(needed(false));
        needed(true);
    }

    private void merge(int pulls) {
        given().baseUri(github)
                .port(URI.create(github).getPort())
                .contentType("application/json")
                .body("{\"add\": {\"merged_pulls\": " + pulls + "}}")
                .post("/_admin/users/" + login)
                .then()
                .statusCode(200);
    }

    private int needed(boolean force) {
        Integer needed = given().queryParam("username", login)
                .queryParam("force", force)
                .get("/api/achievements/progress")
                .then()
                .statusCode(200)
                .extract()
                .path("achievements.pull_shark.progress.needed");
        return needed == null ? 0 : needed;
    }
}
