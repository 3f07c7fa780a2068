package dev.cortex.local.launch.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.launch.screen.Palette;
import dev.cortex.local.launch.screen.Table;
import dev.cortex.local.launch.screen.Table.Cell;
import dev.cortex.local.launch.screen.Tone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The report for people. */
public final class ReportText {
    private static final int OPPORTUNITIES_SHOWN = 3;
    private static final int ACTIONS_SHOWN = 3;
    private static final int TEXT_CHARACTERS = 62;
    private static final int RESULT_CHARACTERS = 28;
    private static final double MILLIS = 1000.0;
    private static final String INDENT = "   ";

    private final Report report;
    private final Palette palette;
    private final StringBuilder text = new StringBuilder();

    private ReportText(Report report, Palette palette) {
        this.report = report;
        this.palette = palette;
    }

    public static String of(Report report, Palette palette) {
        return new ReportText(report, palette).render();
    }

    private String render() {
        if (report.progress() != null) {
            progress(report.progress());
        }
        if (report.opportunities() != null) {
            opportunities(report.opportunities());
        }
        if (report.plan() != null) {
            plan(report.plan());
        }
        if (!report.tasks().isEmpty()) {
            tasks(report.tasks());
        }
        if (report.learning() != null) {
            learning(report.learning());
        }
        conclusion();
        return text.toString();
    }

    private void heading(String title, String remark) {
        text.append('\n')
                .append(palette.paint(Tone.STRONG, title))
                .append("  ")
                .append(palette.paint(Tone.DIM, remark))
                .append('\n');
    }

    private void progress(JsonNode progress) {
        JsonNode summary = progress.path("summary");
        heading(
                "1 Progress of " + report.username(),
                "%d of %d unlocked, %d in progress; from %s, %d s old%s"
                        .formatted(
                                summary.path("unlocked").asInt(),
                                summary.path("total_achievements").asInt(),
                                summary.path("in_progress").asInt(),
                                progress.path("source").asText("?"),
                                progress.path("age_seconds").asLong(),
                                progress.path("stale").asBoolean() ? " (stale)" : ""));
        Table table = Table.of("achievement", ">count", "tier", "next", ">at", ">progress");
        progress.path("achievements").properties().forEach(entry -> {
            JsonNode item = entry.getValue();
            JsonNode next = item.path("progress");
            boolean complete = next.path("completed").asBoolean();
            table.row(
                    new Cell(entry.getKey(), Tone.NAME),
                    Cell.plain(words(item.path("count"))),
                    Cell.plain(words(item.path("current_tier"))),
                    Cell.plain(complete ? "-" : words(next.path("next_tier"))),
                    Cell.plain(complete ? "-" : words(next.path("next_requirement"))),
                    new Cell(
                            "%.0f %%".formatted(next.path("percentage").asDouble()),
                            complete ? Tone.GOOD : Tone.PLAIN));
        });
        text.append(table.render(palette, INDENT));
    }

    private void opportunities(JsonNode opportunities) {
        JsonNode all = opportunities.path("opportunities");
        heading("2 Best opportunities", OPPORTUNITIES_SHOWN + " of " + all.size());
        Table table = Table.of("achievement", ">score", "priority", "tier", ">progress", "strategy");
        items(opportunities.path("top_3").isEmpty() ? all : opportunities.path("top_3"))
                .limit(OPPORTUNITIES_SHOWN)
                .forEach(item -> table.row(
                        new Cell(words(item.path("name")), Tone.NAME),
                        Cell.plain(
                                "%.0f".formatted(item.path("opportunity_score").asDouble())),
                        Cell.plain(words(item.path("priority"))),
                        Cell.plain(words(item.path("current_tier")) + " → " + words(item.path("next_tier"))),
                        Cell.plain("%.0f %%"
                                .formatted(item.path("progress_percentage").asDouble())),
                        Cell.plain(words(item.path("automation_strategy")))));
        text.append(table.render(palette, INDENT));
    }

    private void plan(JsonNode plan) {
        JsonNode gaps = plan.path("gaps");
        heading(
                "3 Plan",
                "immediate wins %d, high priority %d, medium %d, long-term %d; tasks in its queue %d"
                        .formatted(
                                gaps.path("immediate_wins").size(),
                                gaps.path("high_priority").size(),
                                gaps.path("medium_priority").size(),
                                gaps.path("long_term").size(),
                                plan.path("task_queue").size()));
        items(plan.path("recommended_actions")).limit(ACTIONS_SHOWN).forEach(action -> text.append(INDENT)
                .append(palette.paint(Tone.NAME, "→ "))
                .append(palette.paint(Tone.PLAIN, sentence(action)))
                .append('\n'));
    }

    /** An action as its most telling texts; the plan may give it as one text or as an object. */
    private static String sentence(JsonNode action) {
        return action.isValueNode()
                ? words(action)
                : Stream.of("name", "achievement_id", "title", "action", "description", "reason")
                        .map(action::path)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .distinct()
                        .limit(2)
                        .reduce((first, second) -> first + ": " + second)
                        .orElseGet(() -> shortened(action.toString(), TEXT_CHARACTERS));
    }

    private void tasks(List<TaskReport> tasks) {
        heading("4 Tasks", "plain sentences; the router chose the expert, a worker did the work");
        Table table = Table.of("expert", ">sure", "sentence", "type", "worker", ">took", "result");
        for (TaskReport task : tasks) {
            table.row(
                    new Cell(
                            (task.isRoutedRight() ? "✓ " : "✗ ") + task.expert(),
                            task.isRoutedRight() ? Tone.GOOD : Tone.BAD),
                    Cell.plain(share(task.confidence())),
                    Cell.plain(shortened(task.description(), TEXT_CHARACTERS)),
                    new Cell(task.type(), Tone.DIM),
                    new Cell(tail(task.worker()), Tone.DIM),
                    Cell.plain(task.durationMs() + " ms"),
                    task.succeeded()
                            ? Cell.plain(shortened(result(task.result()), RESULT_CHARACTERS))
                            : new Cell(task.state(), Tone.BAD));
        }
        text.append(table.render(palette, INDENT));
    }

    /** All workers of a mesh begin with the same words; what tells them apart is the start's mark and the number. */
    private static String tail(String worker) {
        int number = worker.lastIndexOf('-');
        return worker.substring(worker.lastIndexOf('-', Math.max(0, number - 1)) + 1);
    }

    private static String result(JsonNode result) {
        if (result.isNull() || result.isMissingNode()) {
            return "";
        }
        if (result.path("status").isInt()) {
            return "HTTP " + result.path("status");
        }
        return result.isObject()
                ? result.properties().stream().map(ReportText::member).collect(Collectors.joining(", "))
                : words(result);
    }

    private static String member(Map.Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        return value.isArray() ? value.size() + " " + member.getKey() : member.getKey() + " " + words(value);
    }

    private void learning(Learning learning) {
        heading(
                "5 Learned",
                "the model saw %d outcomes, epoch %d → %d"
                        .formatted(
                                learning.examplesAfter() - learning.examplesBefore(),
                                learning.epochBefore(),
                                learning.epochAfter()));
        text.append(INDENT)
                .append(palette.paint(Tone.PLAIN, "\"" + learning.sentence() + "\""))
                .append("\n" + INDENT)
                .append(palette.paint(
                        Tone.PLAIN,
                        "before: %s %s".formatted(learning.expertBefore(), share(learning.confidenceBefore()))))
                .append(palette.paint(Tone.NAME, "  →  "))
                .append(palette.paint(
                        Tone.GOOD, "after: %s %s".formatted(learning.expertAfter(), share(learning.confidenceAfter()))))
                .append(learning.wasCertain() ? "; it was certain already, nothing was left to learn\n" : "\n");
    }

    private void conclusion() {
        text.append('\n');
        report.failures().forEach(failure -> text.append(palette.paint(
                        Tone.BAD, "✗ %s: %s; log %s".formatted(failure.step(), failure.reason(), failure.log())))
                .append('\n'));
        String times = "ready after %.1f s, main job %.1f s, together %.1f s"
                .formatted(report.readyMs() / MILLIS, report.jobMs() / MILLIS, report.totalMs() / MILLIS);
        text.append(
                report.ok()
                        ? palette.paint(Tone.GOOD, "✓ The main job went right: " + times)
                        : palette.paint(Tone.BAD, "✗ The main job failed: " + times));
        text.append('\n');
    }

    private static Stream<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String share(double probability) {
        return String.format(Locale.ROOT, "%.1f %%", probability * 100);
    }

    private static String words(JsonNode node) {
        return node.isNull() || node.isMissingNode() ? "-" : node.isValueNode() ? node.asText() : node.toString();
    }

    private static String shortened(String words, int characters) {
        return words.length() <= characters ? words : words.substring(0, characters - 1) + "…";
    }
}
