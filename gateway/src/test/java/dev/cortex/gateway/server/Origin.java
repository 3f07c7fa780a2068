package dev.cortex.gateway.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server behind the gateway whose every byte a test decides. */
final class Origin implements Closeable {
    /** What the origin does with one connection. */
    interface Script {
        void serve(Connection connection) throws Exception;
    }

    /** A request as it arrived. */
    record Received(String line, String head, String body) {
        String header(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }

        boolean has(String name) {
            return !header(name).isEmpty();
        }
    }

    private final ServerSocket server;
    private final Script script;
    private final CompletableFuture<Void> accepting;
    private final List<Origin> twins = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final List<Received> received = new CopyOnWriteArrayList<>();

    Origin(Script script) throws IOException {
        this(0, script);
    }

    Origin(int port, Script script) throws IOException {
        this.script = script;
        server = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        accepting = CompletableFuture.runAsync(() -> accept(script), Thread.ofVirtual()::start);
    }

    /** Answers every request on a kept connection with {@code response}. */
    static Origin answering(String response) throws IOException {
        return new Origin(connection -> {
            while (connection.request() != null) {
                connection.write(response);
            }
        });
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Another port with the same script and the same counts, closed with this one. */
    Origin twin() throws IOException {
        Origin twin = new Origin(connection -> {
            Connection counted = new Connection(connection.socket);
            script.serve(counted);
        });
        twins.add(twin);
        return twin;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(script, socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Script script, Socket socket) {
        try (socket) {
            script.serve(new Connection(socket));
        } catch (Exception e) {
            // The gateway closed the connection; the test sees what matters on the client's side.
        } finally {
            open.remove(socket);
            closed.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        die();
    }

    /** Stops listening and breaks every connection. */
    void die() throws IOException {
        server.close();
        // A virtual thread in accept() keeps the socket listening until it has left, and may still accept one more.
        accepting.join();
        for (Origin twin : twins) {
            twin.close();
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    final class Connection {
        final Socket socket;
        final InputStream in;
        final OutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        /** The next request with its whole body, null at the connection's end. */
        Received request() throws IOException {
            String head = head();
            if (head == null) {
                return null;
            }
            Received bare = new Received(head.lines().findFirst().orElse(""), head, "");
            String length = bare.header("content-length");
            String body = "";
            if (bare.header("transfer-encoding").contains("chunked")) {
                body = chunks();
            } else if (!length.isEmpty()) {
                body = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
            }
            Received whole = new Received(bare.line(), head, body);
            received.add(whole);
            return whole;
        }

        /** Up to and without the empty line. */
        String head() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            int b = in.read();
            while (b >= 0) {
                bytes.write(b);
                String text = bytes.toString(StandardCharsets.ISO_8859_1);
                if (text.endsWith("\r\n\r\n")) {
                    return text.substring(0, text.length() - 4);
                }
                b = in.read();
            }
            return null;
        }

        private String chunks() throws IOException {
            StringBuilder body = new StringBuilder();
            while (true) {
                int size = Integer.parseInt(line().trim(), 16);
                body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
                if (size == 0) {
                    while (!line().isEmpty()) {
                        // trailers
                    }
                    return body.toString();
                }
                line();
            }
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            int b = in.read();
            while (b >= 0 && b != '\n') {
                if (b != '\r') {
                    line.append((char) b);
                }
                b = in.read();
            }
            return line.toString();
        }

        void write(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }
}
