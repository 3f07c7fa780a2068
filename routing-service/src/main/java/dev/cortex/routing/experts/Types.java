package dev.cortex.routing.experts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Task types and their prefixes: {@code security-scan.nightly} begins with security, security-scan and itself. */
final class Types {
    private static final String BOUNDARIES = ".-_:/";
    private static final int TYPE_CHARS_MAX = 64;

    private Types() {}

    static String clean(String type) {
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /** Every prefix of the type that ends at a boundary, and of a type written before the text as in {@code build: the docs}. */
    static List<String> prefixes(String type, String text) {
        List<String> prefixes = new ArrayList<>();
        collect(clean(type.length() > TYPE_CHARS_MAX ? type.substring(0, TYPE_CHARS_MAX) : type), prefixes);
        int colon = text.indexOf(':');
        if (colon > 0 && colon <= TYPE_CHARS_MAX) {
            String title = clean(text.substring(0, colon));
            if (title.indexOf(' ') < 0) {
                collect(title, prefixes);
            }
        }
        return prefixes.stream().distinct().toList();
    }

    private static void collect(String type, List<String> prefixes) {
        for (int at = 1; at < type.length(); at++) {
            if (BOUNDARIES.indexOf(type.charAt(at)) >= 0) {
                prefixes.add(type.substring(0, at));
            }
        }
        if (!type.isEmpty()) {
            prefixes.add(type);
        }
    }
}
