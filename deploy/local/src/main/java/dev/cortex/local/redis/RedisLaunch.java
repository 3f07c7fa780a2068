package dev.cortex.local.redis;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Everything that makes up one server's command line. */
record RedisLaunch(Path binary, Path data, int port, Path log, Persistence persistence) {
    static final String PID_FILE = "redis.pid";

    /** What outlives the server process. */
    enum Persistence {
        NONE,
        APPEND_EVERY_SECOND;

        private Stream<String> arguments() {
            return switch (this) {
                case NONE -> Stream.of("--appendonly", "no");
                case APPEND_EVERY_SECOND -> Stream.of("--appendonly", "yes", "--appendfsync", "everysec");
            };
        }
    }

    List<String> command() {
        List<String> server = List.of(
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                data.toString(),
                "--pidfile",
                data.resolve(PID_FILE).toString(),
                // Keeps the directory in the command line, by which a process is recognised as the owner of its pid
                // file.
                "--set-proc-title",
                "no",
                "--daemonize",
                "no",
                "--save",
                "");
        return Stream.concat(server.stream(), persistence.arguments()).toList();
    }
}
