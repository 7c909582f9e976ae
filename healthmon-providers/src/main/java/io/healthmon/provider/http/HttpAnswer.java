package io.healthmon.provider.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came back on a POST, without its body.
 *
 * @param place scheme, host and port of who answered
 * @param status the status
 * @param headers the headers, which may hold anything
 * @since 0.1
 */
public record HttpAnswer(String place, int status, HttpHeaders headers) {

    /**
     * Returns how long the service asks to be left alone, from 1 s to 1 h; empty when it does not say.
     *
     * @param now what counts as the answer's date where it has none
     */
    public Optional<Duration> retryAfter(Instant now) {
        return RetryAfter.seconds(headers, now).map(Duration::ofSeconds);
    }

    /** Returns scheme, host and port of the address that a redirect names; empty when it names none that can be read. */
    public Optional<String> redirectedTo() {
        return headers.firstValue("Location").flatMap(location -> origin(place, location.trim()));
    }

    private static Optional<String> origin(String from, String location) {
        try {
            URI target = URI.create(from).resolve(location);
            return target.getHost() == null ? Optional.empty() : Optional.of(SafeAddress.origin(target));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
