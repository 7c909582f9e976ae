package io.healthmon.http;

import io.healthmon.report.Export;
import io.healthmon.secret.Redactor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Sends exports, few at a time and each for a bounded time, since a client who reads slowly keeps a thread. */
final class Exports {

    /** How many exports may be under way at a time: 4. */
    static final int MOST = 4;

    /** How long an export may take: 10 minutes. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int RETRY_SECONDS = 10;

    private final Semaphore places = new Semaphore(MOST);
    private final Duration longest;
    private final Redactor redactor;

    Exports(Duration longest, Redactor redactor) {
        this.redactor = redactor;
        this.longest = longest;
    }

    /** Begins an export, whose place is free again when it was sent or nobody asked for its bytes. */
    ApiResponse begin(ApiRequest request, Supplier<Export> opening) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable("Already " + MOST + " exports are under way.", RETRY_SECONDS);
        }
        Export export = null;
        try {
            export = opening.get();
        } finally {
            if (export == null) {
                places.release();
            }
        }
        Map<String, String> headers = new LinkedHashMap<>(DefaultHeaders.SAFE);
        headers.put("Content-Type", export.contentType());
        headers.put("Content-Disposition", "attachment; filename=\"" + export.fileName() + "\"");
        String shown = PlainText.of(request, redactor);
        return ApiResponse.streamed(headers, new ExportContent(export, shown, redactor, longest, places::release));
    }
}
