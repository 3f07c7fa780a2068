package dev.cortex.gateway.guard;

/**
 * Which paths mean the same to everyone. Servers differ in whether they decode {@code %2f}, resolve dot segments (also written {@code
 * %2e} or followed by {@code ;parameters}), treat a backslash as a slash or stop at {@code %00}; a path with any of these could pass one
 * route's rule here and reach another's resource there.
 */
final class PathRules {
    private PathRules() {}

    /** @param path starts with a slash, without query */
    static boolean ambiguous(String path) {
        if (path.startsWith("//")) {
            return true;
        }
        boolean suspicious = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                if (!plainOctet(path, i)) {
                    return true;
                }
                suspicious = true;
            } else if (c == '\\' || c == '#') {
                return true;
            } else if (c == '.') {
                suspicious = true;
            }
        }
        return suspicious && hasDotSegment(path);
    }

    /** Whether a valid percent-encoded octet starts at {@code at} that is no slash, no backslash, no control and no percent sign. */
    private static boolean plainOctet(String path, int at) {
        if (at + 2 >= path.length()) {
            return false;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        int octet = (high << 4) | low;
        return high >= 0 && low >= 0 && octet != '/' && octet != '\\' && octet != '%' && octet >= 0x20 && octet != 0x7f;
    }

    private static boolean hasDotSegment(String path) {
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (isDots(path, start, end)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static boolean isDots(String path, int start, int end) {
        int dots = 0;
        int at = start;
        while (at < end && path.charAt(at) != ';') {
            if (path.charAt(at) == '.') {
                at++;
            } else if (path.regionMatches(true, at, "%2e", 0, 3)) {
                at += 3;
            } else if (path.regionMatches(true, at, "%3b", 0, 3)) {
                break;
            } else {
                return false;
            }
            dots++;
        }
        return dots == 1 || dots == 2;
    }
}
