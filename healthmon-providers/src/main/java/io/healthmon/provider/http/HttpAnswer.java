package io.healthmon.provider.http;

import io.healthmon.check.CheckResult;
import io.healthmon.json.Json;
import io.healthmon.json.JsonException;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a service answered: status, headers and the beginning of the body, as text and as JSON. Of a body at most 64 KiB are
 * read, unless whoever reads it {@linkplain AnswerReader#mostBytes wants more}.
 *
 * <p>Text and JSON are read when first asked for, and once. Status, headers and body may hold anything, the secrets that
 * were sent among them: what goes into a message passes {@link #safe} first. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HttpAnswer {

    /** How many bytes of a body are read unless more are wanted: 64 KiB. */
    static final int USUAL_BYTES = 64 * 1_024;

    /** The most bytes of a body that are read for anybody: 4 MiB. */
    static final int MOST_BYTES = 4 << 20;

    /** How many values of a body are read as JSON: what pages of 4 MiB hold, and some 20 MiB when they are all objects. */
    static final int MOST_VALUES = 100_000;

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([\\w.:+-]{1,40})");
    private static final int LONGEST_SHOWN = 80;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Object UNREAD = new Object();

    private final String place;
    private final BoundedAnswer answer;
    private final List<Secret> secrets;
    private final @Nullable Instant now;
    private @Nullable String text;
    private @Nullable Object json = UNREAD;

    /**
     * Makes an answer.
     *
     * @param place scheme, host and port of who answered
     * @param secrets what was sent and must not be shown
     * @param now what counts as its date where it has none, or null
     */
    HttpAnswer(String place, BoundedAnswer answer, List<Secret> secrets, @Nullable Instant now) {
        this.place = place;
        this.answer = answer;
        this.secrets = secrets;
        this.now = now;
    }

    /** Returns scheme, host and port of who answered. */
    public String place() {
        return place;
    }

    /** Returns the status, such as 200. */
    public int status() {
        return answer.status();
    }

    /** Returns whether the status is one of success, 2xx. */
    public boolean succeeded() {
        return status() >= 200 && status() <= 299;
    }

    /** Returns the headers. */
    public HttpHeaders headers() {
        return answer.headers();
    }

    /** Returns the first value of a header, without white space around it; empty when it is not there. */
    public Optional<String> header(String name) {
        return headers().firstValue(name).map(String::strip);
    }

    /** Returns whether the body was longer than what is read of one. */
    public boolean cut() {
        return answer.cut();
    }

    /** Returns the encoding of the body that hides it from view, such as gzip, which is not asked for; nothing decodes it. */
    public Optional<String> encoding() {
        return header("Content-Encoding")
                .map(encoding -> encoding.toLowerCase(Locale.ROOT))
                .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity"));
    }

    /** Returns the body in the character set that the answer names, or UTF-8. */
    public String text() {
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
     * Returns the body as JSON, in plain values as {@link Json#read(String, int)} makes them: at most 100,000 of them,
     * since a body of a few megabytes may hold so many that they take all memory.
     *
     * @throws JsonException if it is not JSON, or cut, or holds more values
     */
    public @Nullable Object json() {
        if (json == UNREAD) {
            json = Json.read(text(), MOST_VALUES);
        }
        return json;
    }

    /** Returns whether the body is a web page, by its beginning or its {@code Content-Type}: an API answers with none. */
    public boolean isHtml() {
        return text().stripLeading().startsWith("<")
                || header("Content-Type").orElse("").toLowerCase(Locale.ROOT).contains("html");
    }

    /**
     * Returns what the status means by itself: empty for 2xx, degraded for 429, else down, with a cause; a wait that the
     * service asks for stands in the detail {@code retryAfter}, in seconds.
     */
    public Optional<CheckResult> refusal() {
        return refusal(StatusProblems.SOMEBODY);
    }

    /**
     * Returns the same, said of somebody who has a name.
     *
     * @param who begins the message, such as {@code The shop}
     */
    public Optional<CheckResult> refusal(String who) {
        return succeeded()
                ? Optional.empty()
                : Optional.of(StatusProblems.unexpected(who, this, ExpectedStatus.SUCCESS));
    }

    /**
     * Returns why the body is no JSON that can be read, as the end of a sentence that begins with the answer; empty when it
     * is.
     */
    public Optional<String> unreadable() {
        Optional<String> encoding = encoding();
        if (encoding.isPresent()) {
            return Optional.of(
                    "is encoded as " + safe(encoding.get()) + ", which was not asked for, and is not unpacked");
        }
        if (cut()) {
            return Optional.of("is longer than " + size(answer.most()) + ", and no more is read");
        }
        if (text().isBlank()) {
            return Optional.of("has no body");
        }
        return isHtml() ? Optional.of("is a web page") : notJson();
    }

    private Optional<String> notJson() {
        try {
            json();
            return Optional.empty();
        } catch (JsonException notJson) {
            return Optional.of(
                    notJson.tooMany()
                            ? "holds more than " + MOST_VALUES + " values of JSON, and no more are read"
                            : "is not JSON that can be read; perhaps it broke off");
        }
    }

    private static String size(int bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + " MiB";
        }
        return bytes % 1_024 == 0 ? bytes / 1_024 + " KiB" : bytes + " bytes";
    }

    /**
     * Returns how long the service asks to be left alone, from 1 s to 1 h; empty when it does not say. A date that it names
     * is held against its own or, where it has none, the moment at which the run began.
     */
    public Optional<Duration> retryAfter() {
        return RetryAfter.seconds(headers(), now).map(Duration::ofSeconds);
    }

    /**
     * Returns how long the service asks to be left alone, from 1 s to 1 h; empty when it does not say.
     *
     * @param date what counts as the answer's date where it has none
     */
    public Optional<Duration> retryAfter(Instant date) {
        return RetryAfter.seconds(headers(), date).map(Duration::ofSeconds);
    }

    /** Returns a result with the wait that the service asks for, where its status is 429 or from 500 on. */
    public CheckResult withWait(CheckResult result) {
        boolean waits = status() == TOO_MANY_REQUESTS || status() >= FIRST_SERVER_ERROR;
        Optional<Duration> wait = waits ? retryAfter() : Optional.empty();
        return wait.isPresent() ? result.withRetryAfter(wait.get()) : result;
    }

    /** Returns scheme, host and port of the address that a redirect names; empty when it names none that can be read. */
    public Optional<String> redirectedTo() {
        return header("Location").flatMap(location -> origin(place, location));
    }

    private static Optional<String> origin(String from, String location) {
        try {
            URI target = URI.create(from).resolve(location);
            return target.getHost() == null ? Optional.empty() : Optional.of(SafeAddress.origin(target));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns a value of the answer as it may be shown: at most 80 characters, without the secrets that were sent. */
    public String safe(@Nullable Object value) {
        return Redactor.standard().with(secrets).excerpt(String.valueOf(value), LONGEST_SHOWN);
    }

    /** Returns a value as {@link #safe} does, a text in quotes. */
    String shown(@Nullable Object value) {
        return safe(value instanceof String ? "\"" + value + "\"" : value);
    }

    /** Returns when the run began that got it, or null if that is not known. */
    @Nullable Instant now() {
        return now;
    }

    private Charset charset() {
        Matcher named = CHARSET.matcher(headers().firstValue("Content-Type").orElse(""));
        try {
            return named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Returns place and status. */
    @Override
    public String toString() {
        return place + " answers " + status();
    }
}
