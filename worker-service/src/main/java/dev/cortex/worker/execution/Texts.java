package dev.cortex.worker.execution;

/** Makes texts from outside fit for the database. */
final class Texts {
    private static final int CHARS_MAX = 1_000;

    private Texts() {}

    /** At most 1,000 characters and none that PostgreSQL's text can not hold. */
    static String bounded(String text) {
        String clean = text.replace('\0', '\uFFFD');
        return clean.length() <= CHARS_MAX ? clean : clean.substring(0, CHARS_MAX - 1) + "…";
    }

    /** What a failure says, or its kind where it says nothing. */
    static String of(Throwable failure) {
        String message = failure.getMessage();
        String kind = failure.getClass().getSimpleName();
        return bounded(message == null || message.isBlank() ? kind : kind + ": " + message);
    }
}
