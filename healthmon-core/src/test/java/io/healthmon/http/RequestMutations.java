package io.healthmon.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Spoils requests in the ways that have broken servers before, one way at a time. */
final class RequestMutations {

    private static final List<String> PIECES = List.of(
            "/",
            "//",
            "/../",
            "..",
            "/./",
            "%2f",
            "%2e%2e",
            "%2e%2e%2f",
            "%252e%252e%252f",
            "%00",
            "%0d%0aSet-Cookie:%20a=b",
            "%c0%af",
            "%ed%a0%80",
            "%zz",
            "%",
            "%f",
            "\\",
            "\u00e4",
            "\u0000",
            "\r\nX-Injected: 1",
            "\n",
            " ",
            "?",
            "#",
            ";jsessionid=1",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "'\"--",
            "\ud800",
            "\u202e",
            "*",
            "~",
            "&",
            "=",
            "+");
    private static final List<String> PARAMETERS = List.of(
            "limit=0",
            "limit=99999999999999999999",
            "limit=\u0661",
            "limit=1",
            "cursor=%ff",
            "cursor=AAAA",
            "cursor=-1",
            "cursor=999999999999999999",
            "status=healthy",
            "status=",
            "from=%2B999999999-12-31T23:59:59Z",
            "from=-999999999-01-01T00:00:00Z",
            "to=2026-03-15T10:30:00+01:00",
            "to=1",
            "range=13mo",
            "range=24h",
            "resolution=day",
            "resolution=raw",
            "format=ndjson",
            "format=json",
            "format=exe",
            "groupBy=owner",
            "owner=other",
            "tag=a",
            "history=30d",
            "label=%3Csvg%20onload%3D1%3E%ef%bf%bf%00",
            "metric=uptime",
            "lastEventId=9223372036854775808",
            "ticket=",
            "access_token=own");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "", "get", "G\r\nT", "\u00e4");
    private static final List<String> NAMES = List.of(
            "Authorization",
            "Host",
            "Content-Length",
            "Transfer-Encoding",
            "Content-Type",
            "Accept",
            "Origin",
            "Sec-Fetch-Site",
            "X-Forwarded-Host",
            "X-HTTP-Method-Override",
            "If-Match",
            "If-None-Match",
            "Last-Event-ID",
            "Sec-WebSocket-Protocol",
            "Cookie",
            "",
            "X\r\nY");
    private static final List<String> VALUES = List.of(
            "Bearer own",
            "Bearer acme-owns",
            "Bearer",
            "bearer  ",
            "*/*",
            "application/health+json",
            "text/csv",
            ";",
            ",",
            "q=;q=x;",
            "application/json;q=1.5",
            "application/json; charset=\"",
            "a\r\nSet-Cookie: b=c",
            "",
            "\u0000",
            "-1",
            "99999999999999999999",
            "7",
            "chunked",
            "DELETE",
            "https://evil.example.com",
            "cross-site",
            "9223372036854775808",
            "\"\\\"");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "{",
            "[]",
            "null",
            "\u0000",
            "\ufeff{}",
            "{\"a\":1e999999}",
            "{\"a\":" + "9".repeat(2_000) + "}",
            "{\"name\":\"a\",\"name\":\"b\"}",
            "{\"\":{\"\":[[[{}]]]}}",
            "[".repeat(10_000),
            "{\"a\":".repeat(5_000),
            "{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}",
            "{\"duration\":" + "[".repeat(62) + "]".repeat(62) + "}",
            "{\"" + "k".repeat(2_000) + "\":1}",
            "{\"name\":\"" + "x".repeat(20_000) + "\",\"type\":\"tcp\",\"host\":\"127.0.0.1\",\"port\":1}",
            "{\"metrics\":[" + "{},".repeat(2_000) + "{}]}",
            "{\"integration\":\"\\ud800\"}",
            "{\"timeout\":\"PT1S\",\"interval\":\"99999999999999999999h\"}",
            "x".repeat(70_000));
    private static final List<String> JSON = List.of(
            "null",
            "true",
            "-1",
            "1e308",
            "[]",
            "{}",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"${HOME}\"",
            "\"a\\r\\nb\"");

    private final Random random;

    RequestMutations(Random random) {
        this.random = random;
    }

    /** Spoils a request in up to five ways, mostly in one or none: what is spoiled too much is soon refused. */
    FuzzedRequest spoil(FuzzedRequest request) {
        for (int left = random.nextInt(random.nextInt(6) + 1); left > 0; left--) {
            switch (random.nextInt(10)) {
                case 0, 1 -> request.path = inserted(request.path, piece());
                case 2 -> path(request);
                case 3, 4 -> query(request);
                case 5 -> request.method = some(METHODS);
                case 6, 7 -> headers(request);
                case 8 -> body(request);
                default -> json(request);
            }
        }
        return request;
    }

    private void path(FuzzedRequest request) {
        int at = random.nextInt(request.path.length() + 1);
        request.path = switch (random.nextInt(5)) {
            case 0 -> request.path.substring(0, at);
            case 1 -> request.path + request.path;
            case 2 -> encoded(request.path, at);
            case 3 -> request.path + "/".repeat(random.nextInt(20));
            default -> request.path + "a".repeat(random.nextInt(5_000));
        };
    }

    /** Writes one character as its percent-encoding, once or twice. */
    private String encoded(String path, int at) {
        if (at == path.length()) {
            return path + "%2561";
        }
        String hex = "%02x".formatted(path.charAt(at) & 0xff);
        return path.substring(0, at) + (random.nextBoolean() ? "%" : "%25") + hex + path.substring(at + 1);
    }

    private void query(FuzzedRequest request) {
        String before = request.query;
        request.query = switch (random.nextInt(5)) {
            case 0 -> inserted(before == null ? "" : before, piece());
            case 1 -> before == null ? "&=&" : before + "&" + before;
            case 2 -> random.nextInt(10) == 0 ? "limit=1&".repeat(random.nextInt(600)) : "limit=" + random.nextInt();
            default -> joined(before, some(PARAMETERS));
        };
    }

    private static String joined(@Nullable String query, String more) {
        return query == null ? more : query + "&" + more;
    }

    private void headers(FuzzedRequest request) {
        int at = random.nextInt(request.headers.size() + 1);
        if (at == request.headers.size()) {
            request.header(some(NAMES), some(VALUES));
            return;
        }
        String[] header = request.headers.get(at);
        switch (random.nextInt(6)) {
            case 0 -> request.headers.remove(at);
            case 1 -> request.header(header[0].toUpperCase(Locale.ROOT), header[1]);
            case 2 -> header[1] = inserted(header[1], piece());
            case 3 -> header[1] = random.nextInt(10) == 0 ? "x".repeat(40_000) : some(VALUES);
            case 4 -> request.header("Authorization", some(RequestGrammar.TOKENS));
            default -> request.protocol = some(List.of("HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/9", ""));
        }
    }

    private void body(FuzzedRequest request) {
        request.isSpoiledBody = true;
        switch (random.nextInt(5)) {
            case 0 -> request.body = Arrays.copyOf(request.body, random.nextInt(request.body.length + 1));
            case 1 -> invalidUtf8(request);
            case 2 -> request.hidesItsLength = true;
            case 3 -> request.breaksOff = random.nextInt(4) == 0;
            default -> request.body = some(BODIES).getBytes(StandardCharsets.UTF_8);
        }
    }

    private void invalidUtf8(FuzzedRequest request) {
        byte[] wrong = {(byte) 0xc0, (byte) 0xaf, (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80};
        if (request.body.length > 0) {
            request.body = request.body.clone();
            request.body[random.nextInt(request.body.length)] = wrong[random.nextInt(wrong.length)];
        }
    }

    /** Puts another value in place of one of the body, or names one twice, or names one that nobody knows. */
    private void json(FuzzedRequest request) {
        String text = new String(request.body, StandardCharsets.UTF_8);
        int colon = text.indexOf("\":", random.nextInt(text.length() + 1));
        if (colon < 0) {
            return;
        }
        request.isSpoiledBody = true;
        int end = text.indexOf(',', colon);
        String rest = end < 0 ? "}" : text.substring(end);
        String changed = switch (random.nextInt(4)) {
            case 0 -> text.substring(0, colon) + piece() + text.substring(colon);
            case 1 -> text.substring(0, text.length() - 1) + "," + text.substring(1);
            case 2 -> text.substring(0, text.length() - 1) + ",\"owner\":\"other\"}";
            default -> text.substring(0, colon + 2) + some(JSON) + rest;
        };
        request.body = changed.getBytes(StandardCharsets.UTF_8);
    }

    private String inserted(String text, String piece) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + piece + text.substring(at);
    }

    private String piece() {
        return some(PIECES);
    }

    private String some(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
