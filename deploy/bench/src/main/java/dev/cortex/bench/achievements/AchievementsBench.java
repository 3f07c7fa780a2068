package dev.cortex.bench.achievements;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Prints what is promised of achievement-service, measured on the replicas that run on the data directory given. */
final class AchievementsBench {
    private AchievementsBench() {}

    /**
     * Arguments: the data directory of the mesh, the number of runs, for how many seconds answers are fresh, and the secret of
     * GitHub's webhooks.
     */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Replicas replicas = Replicas.of(Path.of(arguments[0]).toAbsolutePath());
        int runs = Integer.parseInt(arguments[1]);
        Duration fresh = Duration.ofSeconds(Integer.parseInt(arguments[2]));
        Http http = new Http();
        Simulator github = new Simulator(replicas.github(), http);
        Users users = new Users();
        Waiting waiting = new Waiting(replicas, github, http, users);
        System.out.println(Figure.head());
        told(waiting.firstAnswers(runs));
        told(waiting.crowds(runs));
        told(waiting.cachedAnswers(runs));
        told(new Pushes(replicas, github, http, users, arguments[3]).told(runs));
        told(new Masses(replicas.services().getFirst(), github, http, users, fresh.plusSeconds(2)).refreshed());
        told(new Summaries(replicas, http).atAMillion(runs));
    }

    private static void told(List<Figure> figures) {
        figures.forEach(figure -> System.out.println(figure.line()));
    }
}
