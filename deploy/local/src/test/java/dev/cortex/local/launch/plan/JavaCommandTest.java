package dev.cortex.local.launch.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JavaCommandTest {
    private static final Component GATEWAY = new Component("gateway", Part.GATEWAY, 5001, 5002, Set.of(), Map.of());

    @Test
    void putsTheUsersOptionsLastSoThatTheyWin() {
        List<String> command = new JavaCommand(Path.of("/jdk/bin/java"), Path.of("/app/quarkus-run.jar"))
                .of(GATEWAY, List.of("-XX:AOTCache=/c.aot"), List.of("-Xmx1g"));
        assertEquals("/jdk/bin/java", command.getFirst());
        assertTrue(command.indexOf("-Xmx1g") > command.indexOf("-Xmx256m"));
        assertTrue(command.contains("-XX:AOTCache=/c.aot"));
        assertEquals(
                List.of("-Dquarkus.http.port=5002", "-jar", "/app/quarkus-run.jar"),
                command.subList(command.size() - 3, command.size()));
    }
}
