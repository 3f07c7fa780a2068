package dev.cortex.routing.api;

import dev.cortex.routing.report.PostgresDecisionReports;
import dev.cortex.routing.report.PostgresExpertReports;
import dev.cortex.routing.report.PostgresOutcomeReports;
import dev.cortex.routing.report.Reports;
import dev.cortex.routing.report.Span;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** How a space fares, by what became known of its tasks. */
@Path("/api/routing/spaces/{space}/reports")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ReportResource {
    private static final int LINES_MAX = 1000;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_MONTH = Duration.ofDays(30);

    private final Door door;
    private final PostgresOutcomeReports outcomes;
    private final PostgresDecisionReports decisions;
    private final PostgresExpertReports experts;
    private final InstantSource clock;

    ReportResource(
            Door door,
            PostgresOutcomeReports outcomes,
            PostgresDecisionReports decisions,
            PostgresExpertReports experts,
            InstantSource clock) {
        this.door = door;
        this.outcomes = outcomes;
        this.decisions = decisions;
        this.experts = experts;
        this.clock = clock;
    }

    /** What there is. */
    record Index(String space, List<Line> reports) {
        record Line(String name, String href, String tells, String parameters) {}
    }

    @GET
    public Index index(@PathParam("space") String name) {
        String base = "/api/routing/spaces/" + door.space(name).name() + "/reports/";
        String span = "from, to (ISO-8601; the last day)";
        return new Index(
                name,
                List.of(
                        new Index.Line(
                                "accuracy",
                                base + "accuracy",
                                "how often the first choice was right before the outcome was known, over time",
                                span + ", bucket (a duration as PT1H or 1h)"),
                        new Index.Line(
                                "confidence", base + "confidence", "how sure decisions were", span + ", bands (20)"),
                        new Index.Line(
                                "calibration",
                                base + "calibration",
                                "how far confidence and accuracy are apart, in bands of confidence",
                                span + ", bands (20)"),
                        new Index.Line(
                                "confusion",
                                base + "confusion",
                                "who was predicted and who was right",
                                span + ", limit (100)"),
                        new Index.Line(
                                "experts",
                                base + "experts",
                                "decisions, precision, recall and failures of each expert",
                                span + ", limit (100)"),
                        new Index.Line(
                                "pending",
                                base + "pending",
                                "decisions without an outcome, the oldest first",
                                "from, to (ISO-8601; the last 30 days), limit (20)")));
    }

    @GET
    @Path("/accuracy")
    public Uni<Reports.Accuracy> accuracy(@BeanParam SpanQuery query) {
        String space = space(query);
        SpanQuery.Bucketed asked = query.bucketed(clock.instant(), A_DAY);
        return outcomes.accuracy(space, asked.span(), asked.bucket());
    }

    @GET
    @Path("/confidence")
    public Uni<Reports.Confidence> confidence(@BeanParam BandsQuery query) {
        return decisions.confidence(space(query), lastDay(query), query.bands());
    }

    @GET
    @Path("/calibration")
    public Uni<Reports.Calibration> calibration(@BeanParam BandsQuery query) {
        return outcomes.calibration(space(query), lastDay(query), query.bands());
    }

    @GET
    @Path("/confusion")
    public Uni<Reports.Confusion> confusion(
            @BeanParam SpanQuery query, @QueryParam("limit") @DefaultValue("100") String limit) {
        return outcomes.confusion(space(query), lastDay(query), lines(limit));
    }

    @GET
    @Path("/experts")
    public Uni<Reports.Experts> experts(
            @BeanParam SpanQuery query, @QueryParam("limit") @DefaultValue("100") String limit) {
        return experts.experts(space(query), lastDay(query), lines(limit));
    }

    @GET
    @Path("/pending")
    public Uni<Reports.Pending> pending(
            @BeanParam SpanQuery query, @QueryParam("limit") @DefaultValue("20") String limit) {
        Instant now = clock.instant();
        return decisions.pending(space(query), query.span(now, A_MONTH), lines(limit), now);
    }

    private String space(SpanQuery query) {
        return door.space(query.space).name();
    }

    private Span lastDay(SpanQuery query) {
        return query.span(clock.instant(), A_DAY);
    }

    private static int lines(String limit) {
        return Query.whole("limit", limit, 1, LINES_MAX);
    }
}
