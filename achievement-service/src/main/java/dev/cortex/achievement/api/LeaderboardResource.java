package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cortex.achievement.api.Conditional.Stamp;
import dev.cortex.achievement.api.Teams.Team;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.progress.CrowdReader.Sight;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.team.Member;
import dev.cortex.achievement.team.Ranking;
import dev.cortex.mesh.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** A team, the furthest first. */
@Path("/api/achievements/leaderboard")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
@Tag(name = "achievements")
public final class LeaderboardResource {
    private final Teams teams;
    private final Rulebook rulebook;
    private final Clock clock;

    LeaderboardResource(Teams teams, Rulebook rulebook, Clock clock) {
        this.teams = teams;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /**
     * @param organization null for a list of users
     * @param membersTotal how many there are
     * @param membersAsked how many of them were looked at; fewer than there are in a large organisation
     */
    public record TeamItem(Optional<String> organization, Optional<String> name, long membersTotal, int membersAsked) {}

    /** @param age of what is known of this one */
    public record Row(
            int rank,
            String username,
            Optional<String> name,
            int unlocked,
            int totalAchievements,
            int tiers,
            double averageProgress,
            Map<String, String> achievements,
            @JsonUnwrapped Age age) {}

    public record UnknownMember(String username, Problem error) {}

    /**
     * @param unknown of whom nothing can be told, and why
     * @param pending of whom nothing is known yet: they are being asked for
     * @param complete whether nobody is pending and nobody was left out
     * @param fetchedAt of the oldest row, as the age and the source
     */
    public record Leaderboard(
            TeamItem team,
            List<Row> leaderboard,
            List<UnknownMember> unknown,
            List<String> pending,
            boolean complete,
            Optional<Instant> fetchedAt,
            boolean stale,
            Optional<Long> ageSeconds,
            Optional<String> source) {}

    @GET
    @Operation(summary = "A team ranked by achievements, tiers and progress: ?usernames=a,b,c or ?organization=login")
    public Uni<RestResponse<Object>> leaderboard(
            @RestQuery Optional<String> usernames,
            @RestQuery Optional<String> organization,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean csv = Csv.isWanted(format, headers);
        return teams.read(usernames, organization)
                .map(team -> {
                    Leaderboard board = board(team, clock.instant());
                    Stamp stamp = stamp(team, board, csv);
                    return Conditional.answer(request, stamp, () -> csv ? Csv.text(Tables.leaderboard(board)) : board);
                })
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private Stamp stamp(Team team, Leaderboard board, boolean csv) {
        StringBuilder seen = new StringBuilder(rulebook.version()).append(team.total());
        team.members().forEach((login, sight) -> seen.append(login)
                .append(
                        switch (sight) {
                            case Sight.Known(Reading reading) ->
                                reading.snapshot().fetchedAt().toEpochMilli()
                                        + (reading.staleAt(clock.instant()) ? "s" : "f");
                            case Sight.Unknown(GitHubFailure failure) -> failure.tag();
                            case Sight.Pending _ -> "pending";
                        }));
        // Whoever is not known yet will be in a moment.
        long keep = board.complete() && !board.stale() ? 30 : 0;
        return Stamp.weak("leaderboard", seen.toString(), board.fetchedAt(), keep)
                .as(csv);
    }

    private Leaderboard board(Team team, Instant now) {
        Map<String, Reading> readings = new HashMap<>();
        List<Member> members = new ArrayList<>();
        List<UnknownMember> unknown = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        team.members().forEach((login, sight) -> {
            switch (sight) {
                case Sight.Known(Reading reading) -> {
                    Member member = Member.of(reading.snapshot(), rulebook.standings(reading.snapshot()));
                    if (readings.put(member.login(), reading) == null) {
                        members.add(member);
                    }
                }
                case Sight.Unknown(GitHubFailure failure) ->
                    unknown.add(new UnknownMember(login.value(), Problems.problem(failure, now)));
                case Sight.Pending _ -> pending.add(login.value());
            }
        });
        List<Row> rows = Ranking.of(members).places().stream()
                .map(place -> row(place, readings, now))
                .toList();
        Optional<Age> oldest = rows.stream().map(Row::age).min(Comparator.comparing(Age::fetchedAt));
        return new Leaderboard(
                new TeamItem(
                        team.organization(),
                        team.name(),
                        team.total(),
                        team.members().size()),
                rows,
                unknown,
                pending,
                pending.isEmpty() && team.whole(),
                oldest.map(Age::fetchedAt),
                rows.stream().anyMatch(row -> row.age().stale()),
                oldest.map(Age::ageSeconds),
                oldest.map(Age::source));
    }

    private Row row(Ranking.Place place, Map<String, Reading> readings, Instant now) {
        Member member = place.member();
        return new Row(
                place.rank(),
                member.login(),
                member.name(),
                member.unlocked(),
                rulebook.achievements().size(),
                member.tiers(),
                member.averageProgress(),
                member.tierOf(),
                Age.of(Objects.requireNonNull(readings.get(member.login())), now));
    }
}
