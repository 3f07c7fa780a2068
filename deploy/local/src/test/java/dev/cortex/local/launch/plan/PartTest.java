package dev.cortex.local.launch.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartTest {
    @Test
    void readsTitlesAndAliasesInAnyCase() {
        assertEquals(
                Set.of(Part.GATEWAY, Part.WORKER, Part.POSTGRES),
                Part.parse(List.of("Gateway", " tasks ", "postgresql")));
    }

    @Test
    void namesTheWordThatIsNoPart() {
        MeshFailure failure = assertThrows(MeshFailure.class, () -> Part.parse(List.of("gateway", "frontend")));
        assertEquals(
                "--only: there is no part 'frontend'; the parts are postgres, redis, github, worker-service, "
                        + "routing-service, achievement-service, gateway",
                failure.getMessage());
    }
}
