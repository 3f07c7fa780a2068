package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.scan.Scans;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Has everything of a user looked at, so that a range becomes a number. */
@Path("/api/achievements/scan")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class ScanResource {
    private final Scans scans;
    private final Parameters parameters;
    private final Clock clock;

    ScanResource(Scans scans, Parameters parameters, Clock clock) {
        this.scans = scans;
        this.parameters = parameters;
        this.clock = clock;
    }

    @POST
    @Operation(
            summary =
                    "Starts a deep scan, or goes on with what is new since the last one; status_url tells how it goes")
    public Uni<RestResponse<ScanAnswer>> request(@RestQuery Optional<String> username) {
        Login login = parameters.login(username);
        return scans.request(login)
                .map(status -> ScanAnswer.of(status, clock.instant()))
                .map(answer -> RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, answer)
                        .header(HttpHeaders.LOCATION, answer.statusUrl())
                        .build())
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    @GET
    @Operation(summary = "How the deep scan of a user stands, and what it has proven so far")
    public Uni<RestResponse<ScanAnswer>> status(@RestQuery Optional<String> username) {
        Login login = parameters.login(username);
        return scans.find(login)
                .map(found -> found.map(status -> ScanAnswer.of(status, clock.instant()))
                        .orElseThrow(() -> new ProblemException(Problem.of(
                                "scan-not-found",
                                "No deep scan",
                                404,
                                "Nobody asked for a deep scan of \"" + login
                                        + "\" yet. POST /api/achievements/scan?username= starts one."))))
                .map(answer -> RestResponse.ResponseBuilder.ok(answer)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build())
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }
}
