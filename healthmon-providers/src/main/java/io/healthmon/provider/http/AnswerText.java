package io.healthmon.provider.http;

import io.healthmon.json.Json;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An answer as expectations look at it: text and JSON, each read once and only when asked for. */
final class AnswerText {

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})");
    private static final int LONGEST_SHOWN = 80;
    private static final Object UNREAD = new Object();

    private final BoundedAnswer answer;
    private final List<Secret> secrets;
    private @Nullable String text;
    private @Nullable Object json = UNREAD;

    AnswerText(BoundedAnswer answer, List<Secret> secrets) {
        this.answer = answer;
        this.secrets = secrets;
    }

    int status() {
        return answer.status();
    }

    HttpHeaders headers() {
        return answer.headers();
    }

    /** Returns whether the body was longer than what was read of it. */
    boolean cut() {
        return answer.cut();
    }

    /** Returns the encoding of the body that hides it from view, such as gzip, which was not asked for. */
    Optional<String> encoding() {
        return headers()
                .firstValue("Content-Encoding")
                .map(encoding -> encoding.trim().toLowerCase(Locale.ROOT))
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity"));
    }

    /** Returns the body in the character set that the answer names, or UTF-8. */
    String text() {
        String known = text;
        if (known == null) {
            known = new String(answer.body(), charset());
            if (known.startsWith("\uFEFF")) {
                known = known.substring(1);
            }
            text = known;
        }
        return known;
    }

    /**
     * Returns the body as JSON: plain values.
     *
     * @throws IllegalArgumentException if it is not JSON
     */
    @Nullable Object json() {
        if (json == UNREAD) {
            json = Json.read(text().getBytes(StandardCharsets.UTF_8));
        }
        return json;
    }

    boolean looksLikeHtml() {
        String start = text().stripLeading();
        return start.startsWith("<")
                || headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .contains("html");
    }

    /** Returns a value of the answer as it may be shown: short, and without the secrets that the check itself sent. */
    String shown(@Nullable Object value) {
        String whole = value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
        String shown = Redactor.standard().with(secrets).redact(whole);
        return shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN - 1) + "…";
    }

    private Charset charset() {
        Matcher named = CHARSET.matcher(headers().firstValue("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
