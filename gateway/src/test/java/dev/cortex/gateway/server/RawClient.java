package dev.cortex.gateway.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A client whose every byte a test decides. */
final class RawClient implements Closeable {
    /** A response as it arrived. */
    record Response(int status, String head, String body) {
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

    final Socket socket;
    final InputStream in;

    RawClient(InetSocketAddress gateway) throws IOException {
        this(gateway, 0);
    }

    RawClient(InetSocketAddress gateway, int receiveBuffer) throws IOException {
        socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        socket.connect(gateway);
        in = new BufferedInputStream(socket.getInputStream());
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    RawClient get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: gw\r\n\r\n");
    }

    Response response() throws IOException {
        return response(false);
    }

    Response response(boolean toHead) throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        Response bare = new Response(status, head, "");
        if (toHead || status < 200 || status == 204 || status == 304) {
            return bare;
        }
        String length = bare.header("content-length");
        String body;
        if (bare.header("transfer-encoding").contains("chunked")) {
            body = chunks();
        } else if (!length.isEmpty()) {
            body = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
        } else {
            body = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
        return new Response(status, head, body);
    }

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
        throw new IOException("closed after: " + bytes.toString(StandardCharsets.ISO_8859_1));
    }

    String chunks() throws IOException {
        StringBuilder body = new StringBuilder();
        String chunk = chunk();
        while (!chunk.isEmpty()) {
            body.append(chunk);
            chunk = chunk();
        }
        return body.toString();
    }

    /** Empty at the end of the body. */
    String chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        String chunk = new String(in.readNBytes(size), StandardCharsets.ISO_8859_1);
        if (size > 0) {
            line();
        } else {
            while (!line().isEmpty()) {
                // trailers
            }
        }
        return chunk;
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
        if (b < 0) {
            throw new IOException("closed in a line: " + line);
        }
        return line.toString();
    }

    /** Whether the gateway has closed its side, with nothing more to read. */
    boolean ended() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
