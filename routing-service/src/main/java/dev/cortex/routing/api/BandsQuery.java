package dev.cortex.routing.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;

/** A report in bands of confidence. */
public class BandsQuery extends SpanQuery {
    private static final int BANDS_MAX = 100;

    @QueryParam("bands")
    @DefaultValue("20")
    String bands = "";

    int bands() {
        return Query.whole("bands", bands, 1, BANDS_MAX);
    }
}
