package dev.cortex.achievement.api;

import dev.cortex.achievement.api.Csv.Table;
import dev.cortex.achievement.progress.History;
import java.util.List;
import java.util.stream.IntStream;

/** The answers that have rows, as tables; the columns have the names of the JSON. */
final class Tables {
    private Tables() {}

    static Table progress(ProgressAnswer answer) {
        return new Table(
                List.of(
                        "username",
                        "achievement_id",
                        "name",
                        "status",
                        "certainty",
                        "count",
                        "count_max",
                        "current_tier",
                        "unlocked",
                        "next_tier",
                        "next_requirement",
                        "needed",
                        "percentage",
                        "completed",
                        "fetched_at",
                        "stale"),
                answer.achievements().values().stream()
                        .map(item -> Csv.row(
                                answer.username(),
                                item.achievementId(),
                                item.name(),
                                item.status(),
                                item.certainty(),
                                item.count(),
                                item.countMax(),
                                item.currentTier(),
                                item.unlocked(),
                                item.progress().nextTier(),
                                item.progress().nextRequirement(),
                                item.progress().needed(),
                                item.progress().percentage(),
                                item.progress().completed(),
                                answer.age().fetchedAt(),
                                answer.age().stale()))
                        .toList());
    }

    static Table opportunities(OpportunitiesAnswer answer) {
        List<OpportunitiesAnswer.Item> items = answer.opportunities();
        return new Table(
                List.of(
                        "username",
                        "rank",
                        "achievement_id",
                        "name",
                        "current_count",
                        "current_tier",
                        "next_tier",
                        "needed",
                        "progress_percentage",
                        "opportunity_score",
                        "automation_strategy",
                        "automation_enabled",
                        "priority",
                        "next_step",
                        "evidence_url",
                        "fetched_at",
                        "stale"),
                IntStream.range(0, items.size())
                        .mapToObj(i -> Csv.row(
                                answer.username(),
                                i + 1,
                                items.get(i).achievementId(),
                                items.get(i).name(),
                                items.get(i).currentCount(),
                                items.get(i).currentTier(),
                                items.get(i).nextTier(),
                                items.get(i).needed(),
                                items.get(i).progressPercentage(),
                                items.get(i).opportunityScore(),
                                items.get(i).automationStrategy(),
                                items.get(i).automationEnabled(),
                                items.get(i).priority(),
                                items.get(i).nextSteps().getFirst(),
                                items.get(i).evidenceUrl(),
                                answer.age().fetchedAt(),
                                answer.age().stale()))
                        .toList());
    }

    static Table history(HistoryResource.HistoryAnswer answer) {
        return new Table(
                List.of(
                        "username",
                        "timestamp",
                        "achievement_id",
                        "count",
                        "count_max",
                        "delta",
                        "tier",
                        "unlocked",
                        "progress_percentage"),
                answer.observations().stream()
                        .map(one -> Csv.row(
                                answer.username(),
                                one.timestamp(),
                                one.achievementId(),
                                one.count(),
                                one.countMax(),
                                one.delta(),
                                one.tier(),
                                one.unlocked(),
                                one.progressPercentage()))
                        .toList());
    }

    static Table summary(List<History.Summary> users) {
        return new Table(
                List.of("username", "total_achievements", "unlocked_count", "avg_progress"),
                users.stream()
                        .map(user -> Csv.row(
                                user.username(), user.totalAchievements(), user.unlockedCount(), user.avgProgress()))
                        .toList());
    }

    static Table metrics(List<History.Refresh> looks) {
        return new Table(
                List.of("timestamp", "username", "total", "unlocked", "in_progress", "changed"),
                looks.stream()
                        .map(look -> Csv.row(
                                look.timestamp(),
                                look.username(),
                                look.total(),
                                look.unlocked(),
                                look.inProgress(),
                                look.changed()))
                        .toList());
    }

    static Table leaderboard(LeaderboardResource.Leaderboard board) {
        return new Table(
                List.of(
                        "rank",
                        "username",
                        "name",
                        "unlocked",
                        "total_achievements",
                        "tiers",
                        "average_progress",
                        "fetched_at",
                        "stale"),
                board.leaderboard().stream()
                        .map(row -> Csv.row(
                                row.rank(),
                                row.username(),
                                row.name(),
                                row.unlocked(),
                                row.totalAchievements(),
                                row.tiers(),
                                row.averageProgress(),
                                row.age().fetchedAt(),
                                row.age().stale()))
                        .toList());
    }

    static Table forecast(ForecastResource.ForecastAnswer answer) {
        return new Table(
                List.of(
                        "username",
                        "achievement_id",
                        "current_count",
                        "next_tier",
                        "needed",
                        "status",
                        "expected_at",
                        "interval_from",
                        "interval_to",
                        "events_per_week",
                        "reason"),
                answer.forecasts().stream()
                        .map(one -> Csv.row(
                                answer.username(),
                                one.achievementId(),
                                one.currentCount(),
                                one.nextTier(),
                                one.needed(),
                                one.status(),
                                one.expectedAt(),
                                one.interval().map(ForecastResource.Interval::from),
                                one.interval().flatMap(ForecastResource.Interval::to),
                                one.eventsPerWeek(),
                                one.reason()))
                        .toList());
    }
}
