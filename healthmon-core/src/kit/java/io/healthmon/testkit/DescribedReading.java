package io.healthmon.testkit;

import io.healthmon.testkit.DescribedApi.Answer;
import java.util.List;
import java.util.Objects;

/** What a described server shows to those who only read, in each form that there is. */
final class DescribedReading {

    static final String DRAFT = "application/health+json";
    static final String ALL = "/api/integrations";
    static final String ONE = ALL + "/*";
    static final String HISTORY = "/health/history";

    private static final String NOTHING = ALL + "/nothing";

    private final DescribedAnswers answers;

    DescribedReading(DescribedAnswers answers) {
        this.answers = answers;
    }

    void whatAnybodySees() throws Exception {
        for (String path : List.of("/health", "/api/health")) {
            for (String token : List.of("", "see")) {
                answers.get(503, path, path, token);
                answers.get(503, path, path, token, "Accept", DRAFT);
            }
        }
        for (String path : List.of("/health/live", "/health/ready")) {
            answers.get(200, path, path, "");
            answers.get(200, path, path, "", "Accept", DRAFT);
        }
        for (String path : List.of("/", "/page.css", "/page.js", "/api/openapi.json")) {
            unchanged(path, path);
        }
        unchanged("/page/*", "/page/list.js");
        answers.get(404, "/page/*", "/page/nothing.js", "");
        unchanged("/badge/*", "/badge/good.svg");
        answers.get(200, "/badge/*", "/badge/good.svg?metric=uptime", "");
        answers.get(400, "/badge/*", "/badge/good.svg?metric=x", "");
        answers.get(404, "/badge/*", "/badge/mail.svg", "");
    }

    private void unchanged(String path, String address) throws Exception {
        Answer whole = answers.get(200, path, address, "");
        answers.get(
                304,
                path,
                address,
                "",
                "If-None-Match",
                Objects.requireNonNull(whole.headers().get("ETag")));
    }

    void howIntegrationsAre() throws Exception {
        answers.get(200, ALL, ALL, "see");
        answers.get(200, ALL, ALL + "?status=down&limit=1", "see");
        answers.get(400, ALL, ALL + "?status=x", "see");
        for (String id : List.of("good", "slow", "mail", "disk", "odd", "old", "paused", "off", "new", "backup")) {
            String path = ALL + "/" + id;
            answers.get(200, ONE, path, "own");
            answers.get(200, ONE + "/health", path + "/health", "see");
            answers.get(200, ONE + "/explain", path + "/explain", "see");
            history(path + HISTORY);
        }
        for (String what : List.of("/health", "/explain", HISTORY)) {
            answers.get(404, ONE + what, NOTHING + what, "see");
        }
    }

    private void history(String path) throws Exception {
        String route = ONE + HISTORY;
        for (String resolution : List.of("raw", "hour", "day", "month")) {
            String address = path + "?from=2026-03-14T00:00:00Z&resolution=" + resolution;
            answers.get(200, route, address, "see");
            answers.get(200, route, address + "&limit=1", "see");
            exports(route, address);
        }
        answers.get(200, route, path + "?from=2025-04-01T00:00:00Z&resolution=hour", "see");
        answers.get(400, route, path + "?resolution=x", "see");
    }

    private void exports(String route, String address) throws Exception {
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            Answer export = answers.get(200, route, address, "see", "Accept", type);
            answers.soft().assertThat(export.headers()).as(address).containsKey("Content-Disposition");
        }
    }

    void reports() throws Exception {
        for (String group : List.of("provider", "type", "tag", "owner", "none")) {
            for (String range : List.of("24h", "7d", "30d", "13mo")) {
                String address = "/api/reports?groupBy=" + group + "&range=" + range;
                answers.get(200, "/api/reports", address, "see");
                exports("/api/reports", address);
            }
        }
        answers.get(400, "/api/reports", "/api/reports?range=x", "see");
    }
}
