package dev.cortex.local.github;

import com.sun.net.httpserver.HttpServer;
import dev.cortex.local.github.admin.AdminEndpoint;
import dev.cortex.local.github.graphql.GraphQlEndpoint;
import dev.cortex.local.github.graphql.GraphQlEngine;
import dev.cortex.local.github.rest.RestEndpoint;
import dev.cortex.local.github.web.Front;
import dev.cortex.local.github.web.Gate;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A GitHub on loopback: {@code /graphql}, a few REST paths, and {@code /_admin} to arrange it.
 *
 * <p>The JDK's HTTP server with a virtual thread per request is ready in milliseconds; the schema is read in the background
 * meanwhile, and only the first query may have to wait for it.
 */
public final class GitHubSimulator implements AutoCloseable {
    static {
        // Read once, when the server's classes are loaded. Without the first, a reply of two packets waits 40 ms for an
        // acknowledgement; without the second, clients with more than 200 idle connections find some of them closed.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "20000");
        System.setProperty("jdk.httpserver.maxConnections", "-1");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private GitHubSimulator(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    public static GitHubSimulator start(int port) {
        return start(SimulatorSettings.onPort(port));
    }

    /**
     * Listens as told; the schema may still be being read when this returns.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static GitHubSimulator start(SimulatorSettings settings) {
        Simulation simulation = new Simulation(settings.clock(), settings.limits());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        CompletableFuture<GraphQlEngine> engine =
                CompletableFuture.supplyAsync(() -> new GraphQlEngine(simulation.accounts()), threads);
        Gate gate = new Gate(simulation);
        GraphQlEndpoint graphql = new GraphQlEndpoint(simulation, gate, engine);
        RestEndpoint rest = new RestEndpoint(simulation, gate);
        AdminEndpoint admin = new AdminEndpoint(simulation);
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
            server.setExecutor(threads);
            server.createContext("/", new Front(rest::answer));
            server.createContext("/graphql", new Front(request -> posted(request, graphql)));
            server.createContext("/_admin/", new Front(admin::answer));
            server.start();
            return new GitHubSimulator(server, threads);
        } catch (IOException e) {
            threads.shutdownNow();
            throw new IllegalStateException("the GitHub simulator cannot listen on port " + settings.port(), e);
        }
    }

    private static Reply posted(Request request, GraphQlEndpoint graphql) {
        return request.method().equals("POST")
                ? graphql.answer(request)
                : Reply.error(405, "Method Not Allowed").with(Map.of("Allow", "POST"));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:port}; GraphQL is below it at {@code /graphql}. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Stops at once; running requests are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Runs alone until it is stopped. The only argument is the port, any free one if absent. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        try (GitHubSimulator simulator = start(port)) {
            System.out.println("GitHub simulator on " + simulator.url());
            new CountDownLatch(1).await();
        }
    }
}
