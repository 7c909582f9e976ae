package io.healthmon.http;

import io.healthmon.report.ExportFormat;

/** Finds out how a caller would like to have what can be exported. */
final class Formats {

    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private Formats() {}

    static ExportFormat of(ApiRequest request) {
        Accept accept = Accept.of(request);
        if (accept.prefers(CSV, JSON) && accept.prefers(CSV, NDJSON)) {
            return ExportFormat.CSV;
        }
        if (accept.prefers(NDJSON, JSON)) {
            return ExportFormat.NDJSON;
        }
        if (!accept.takes(JSON)) {
            throw ProblemException.notAcceptable("There are " + JSON + ", " + CSV + " and " + NDJSON + " here.");
        }
        return ExportFormat.JSON;
    }
}
