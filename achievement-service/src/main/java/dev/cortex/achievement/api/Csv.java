package dev.cortex.achievement.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tables as text (RFC 4180), with a header, safe to open in a spreadsheet. */
final class Csv {
    static final String MEDIA_TYPE = "text/csv";

    private static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

    /** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private Csv() {}

    /** @param rows cells are numbers, flags, texts, or null for none */
    record Table(List<String> columns, List<List<@Nullable Object>> rows) {}

    /** One row; an absent value is an empty cell, and a time or an enum is its text. */
    static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).toList();
    }

    /** {@code ?format=} is the last word; without it the better liked of the two media types, JSON if they are equal. */
    static boolean isWanted(Optional<String> format, HttpHeaders headers) {
        if (format.isPresent()) {
            return switch (format.get()) {
                case "csv" -> true;
                case "json" -> false;
                default ->
                    throw Problems.badRequest(
                            "invalid-parameter", "No such format", "The value of \"format\" is json or csv.");
            };
        }
        // Sorted by preference.
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.isCompatible(TYPE)) {
                return true;
            }
        }
        return false;
    }

    static String text(Table table) {
        CsvSchema.Builder schema = CsvSchema.builder().setLineSeparator("\r\n").setUseHeader(true);
        table.columns().forEach(schema::addColumn);
        try {
            return MAPPER.writer(schema.build()).writeValueAsString(table.rows());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a table of texts and numbers can always be written", e);
        }
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Optional<?> maybe -> cell(maybe.orElse(null));
            case Number number -> number;
            case Boolean flag -> flag;
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            default -> harmless(value.toString());
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
