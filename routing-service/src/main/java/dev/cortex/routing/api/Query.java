package dev.cortex.routing.api;

/** Query parameters, each refused with its name and its bounds. */
final class Query {
    private Query() {}

    static int whole(String name, String given, int min, int max) {
        try {
            int value = Integer.parseInt(given.strip());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException no) {
            // Refused below, as what is out of bounds.
        }
        throw Refusal.INVALID.because(
                "Query parameter '" + name + "' is a whole number from " + min + " to " + max + ".");
    }
}
