package dev.cortex.checks;

import static dev.cortex.checks.RunningMesh.until;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mesh end to end, as people start it: the main job, bad input, and work that survives a wiped Redis and a killed worker. */
@TestMethodOrder(OrderAnnotation.class)
class MeshIT {
    private static final int TASKS = 1_000;
    private static final Duration ALL_DONE = Duration.ofMinutes(3);

    private static RunningMesh mesh;

    @BeforeAll
    static void start() throws IOException {
        mesh = RunningMesh.start();
        RestAssured.baseURI = mesh.url();
    }

    @AfterAll
    static void stop() {
        if (mesh != null) {
            mesh.close();
        }
    }

    private static RequestSpecification json(String body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    @Test
    @Order(1)
    void theMainJobIsRight() {
        assertTrue(mesh.mainJob().path("ok").asBoolean(), () -> mesh.mainJob().toPrettyString() + mesh.words());
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"type\":\"noop\",|400",
                "{\"type\":5,\"description\":\"x\"}|400",
                "{\"type\":\"no.such.type\",\"description\":\"x\"}|400",
                "{\"type\":\"noop\",\"description\":\"x\",\"priority\":\"soon\"}|400",
                "{\"type\":\"noop\",\"description\":\"x\",\"timeout_ms\":\"long\"}|400",
                "{}|400",
                "[]|400",
            })
    void badTasksAreTheClientsFault(String body, int status) {
        json(body)
                .post("/api/tasks")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", startsWith("/problems/"))
                .body(not(containsString("Exception")));
    }

    @ParameterizedTest
    @Order(2)
    @CsvSource({
        "GET,/api/nowhere,404",
        "GET,/nowhere,404",
        "GET,/api/tasks/00000000-0000-7000-8000-000000000000,404",
        "GET,/api/achievements/progress?username=missing-person,404",
        "PUT,/api/tasks,405",
        "DELETE,/api/routing/route,405",
    })
    void whatIsNotThereIsAProblem(String method, String path, int status) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    @Test
    @Order(2)
    void aBodyOverTheLimitIsAProblem() throws IOException {
        URI door = URI.create(mesh.url());
        try (Socket client = new Socket(door.getHost(), door.getPort())) {
            client.setSoTimeout((int) ALL_DONE.toMillis());
            // Announced, not sent: a client that goes on writing into an answer may lose it to a reset of its
            // connection.
            String head = "POST /api/tasks HTTP/1.1\r\nHost: " + door.getAuthority()
                    + "\r\nContent-Type: application/json\r\nContent-Length: 20000000\r\n\r\n{";
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().flush();
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("application/problem+json"), answer);
        }
    }

    @Test
    @Order(3)
    void aThousandTasksSurviveAWipedRedisAndAKilledWorker() throws IOException, SQLException {
        List<UUID> ids = submit();
        // Wiped twice: while most wait for their routing, and while workers hold some.
        flushRedis();
        until(ALL_DONE, "a first part is done", () -> states(ids).getOrDefault("succeeded", 0L) >= TASKS / 10);
        killWorker();
        flushRedis();
        long doneBefore = states(ids).getOrDefault("succeeded", 0L);
        assertTrue(doneBefore < TASKS, "everything was done before anything went wrong");
        until(ALL_DONE, "all succeed", () -> states(ids).getOrDefault("succeeded", 0L) == TASKS);
        assertEquals(TASKS, count("SELECT count(*) FROM worker.effects WHERE task_id = ANY (?)", ids));
        String twice = "SELECT count(*) FROM (SELECT task_id FROM worker.effects WHERE task_id = ANY (?)"
                + " GROUP BY task_id HAVING count(*) > 1) AS more";
        assertEquals(0, count(twice, ids));
    }

    @Test
    @Order(4)
    void theKilledWorkerWasReplaced() {
        until(Duration.ofMinutes(1), "two active workers and a warm one", () -> {
            JsonPath workers = given().get("/api/workers").jsonPath();
            return workers.getInt("stats.total_active") == 2 && workers.getInt("stats.total_warm") >= 1;
        });
    }

    @Test
    @Order(5)
    void itStopsWithoutATrace() {
        assertEquals(List.of(), mesh.stop(), mesh::words);
    }

    private static List<UUID> submit() {
        List<String> texts = List.of(
                "scan the dependencies for vulnerabilities",
                "fix the failing build pipeline",
                "refactor the parser module",
                "take stock of all repositories",
                "plan the next step with everybody",
                "find out which badge is close");
        String lines = IntStream.range(0, TASKS)
                .mapToObj(i -> "{\"type\":\"noop\",\"description\":\"" + texts.get(i % texts.size()) + " " + i
                        + "\",\"payload\":{\"sleep_ms\":100,\"fail_first\":" + (i % 50 == 0 ? 1 : 0) + "}}")
                .collect(Collectors.joining("\n"));
        List<String> ids = given().contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/api/tasks/batch")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(TASKS))
                .extract()
                .jsonPath()
                .getList("ids");
        return ids.stream().map(UUID::fromString).toList();
    }

    private static void killWorker() {
        JsonPath workers = given().get("/api/workers").jsonPath();
        List<Integer> pids = workers.getList("active_workers.findAll { it.role == 'active' }.pid");
        ProcessHandle victim = ProcessHandle.of(pids.getFirst()).orElseThrow();
        assertTrue(victim.destroyForcibly());
    }

    /** By the wire protocol, as redis-cli would: whoever wipes it is not one of us. */
    private static void flushRedis() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", mesh.portOf("redis"));
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals("+OK", answer.readLine());
        }
    }

    private static Map<String, Long> states(List<UUID> ids) {
        Map<String, Long> states = new LinkedHashMap<>();
        String sql = "SELECT state, count(*) FROM worker.tasks WHERE id = ANY (?) GROUP BY state";
        try (Connection connection = postgres();
                PreparedStatement statement = withIds(connection, sql, ids);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getLong(2));
            }
            return states;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static long count(String sql, List<UUID> ids) throws SQLException {
        try (Connection connection = postgres();
                PreparedStatement statement = withIds(connection, sql, ids);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static PreparedStatement withIds(Connection connection, String sql, List<UUID> ids) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
        return statement;
    }

    private static Connection postgres() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + mesh.portOf("postgres") + "/postgres";
        return DriverManager.getConnection(url, "postgres", "postgres");
    }
}
