package dev.cortex.gateway.route;

/**
 * A path, or a prefix of paths: {@code /api/tasks} matches just itself; {@code /api/tasks/**} matches {@code /api/tasks} and all
 * below it; {@code /**} matches everything.
 */
public final class PathPattern {
    private static final String REST = "/**";

    private final String text;
    private final String prefix;
    private final boolean tree;

    private PathPattern(String text, String prefix, boolean tree) {
        this.text = text;
        this.prefix = prefix;
        this.tree = tree;
    }

    public static PathPattern of(String text) {
        boolean tree = text.endsWith(REST);
        String prefix = tree ? text.substring(0, text.length() - REST.length()) : text;
        if (!text.startsWith("/") || prefix.indexOf('*') >= 0) {
            throw new IllegalArgumentException("a path is /exact/path or /prefix/**, not " + text);
        }
        return new PathPattern(text, prefix, tree);
    }

    /** @param path without query, as the client sent it */
    public boolean matches(String path) {
        if (!tree) {
            return path.equals(prefix);
        }
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    @Override
    public String toString() {
        return text;
    }
}
