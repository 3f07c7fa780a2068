package dev.cortex.mesh.database;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where the database is: {@code postgresql://user:password@host:port/database?parameters}, the form of libpq
 * (PostgreSQL manual, 32.1.1.2) that CORTEX_POSTGRES_URL has. User, password and database are percent-decoded.
 *
 * @param parameters what follows the question mark, still encoded; empty when there is none
 */
public record PostgresUrl(
        String host, int port, String database, Optional<String> user, Optional<String> password, String parameters) {
    private static final int DEFAULT_PORT = 5432;

    public PostgresUrl {
        if (host.isBlank() || port < 1 || port > 65_535 || database.isBlank()) {
            throw new IllegalArgumentException("a PostgreSQL URL names a host, a port of 1..65535 and a database");
        }
    }

    /** @throws IllegalArgumentException with a message that does not repeat the URL, because of its password */
    public static PostgresUrl parse(String url) {
        URI uri = uriOf(url.strip());
        String scheme = uri.getScheme();
        if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
            throw new IllegalArgumentException("a PostgreSQL URL starts with postgresql://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "a PostgreSQL URL names a host: postgresql://user:password@host:port/db");
        }
        Optional<String> login = Optional.ofNullable(uri.getRawUserInfo());
        Optional<String> user = login.map(text -> decode(text.split(":", 2)[0]));
        Optional<String> password = login.filter(text -> text.contains(":")).map(text -> decode(text.split(":", 2)[1]));
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String named = path.length() > 1 ? decode(path.substring(1)) : user.orElse("postgres");
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        String parameters = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new PostgresUrl(uri.getHost(), port, named, user, password, parameters);
    }

    /** The URL for the JDBC driver; user and password are not part of it, they are passed beside it. */
    public String jdbc() {
        String base = "jdbc:postgresql://" + host + ":" + port + "/" + encode(database);
        return parameters.isEmpty() ? base : base + "?" + parameters;
    }

    /** Without the password, for logs. */
    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    private static URI uriOf(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("not a URL: " + malformed.getReason() + " at character "
                    + malformed.getIndex() + " (special characters of a password are percent-encoded)");
        }
    }

    /** Unlike in a form, a plus sign is a plus sign here. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
