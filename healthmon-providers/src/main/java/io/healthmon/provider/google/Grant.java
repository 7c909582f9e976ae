package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.Shape;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What access tokens are given for, after RFC 6749, section 6. Equal ones share their access token.
 *
 * @param route how to get to the token service
 */
record Grant(Route route, Secret clientId, Secret clientSecret, Secret refreshToken) {

    private static final Service SERVICE = new Service(
            "google-oauth",
            "Google's token service",
            "https://oauth2.googleapis.com/token",
            TokenErrors.OAUTH,
            GoogleErrors.STATUS_PAGE,
            Duration.ofHours(1),
            1,
            "the consent of the user",
            RefreshToken.TOKEN,
            null);

    private static final double SHORTEST = 60;
    private static final double LONGEST = Duration.ofDays(7).toSeconds();
    private static final int USUAL = 3_600;

    /**
     * An access token that was given.
     *
     * @param scopes null when the answer does not tell them
     * @param at when the run began that got it
     * @param rotated whether a new refresh token came along
     */
    record Issued(Secret token, @Nullable Set<String> scopes, Instant at, Duration lifetime, boolean rotated) {

        /** Returns for how long no other is asked for: 80 % of its lifetime. */
        Duration freshFor() {
            return lifetime.multipliedBy(4).dividedBy(5);
        }
    }

    /**
     * How an attempt ended: with a token, or with what is wrong.
     *
     * @param result what is wrong, if there is no token
     */
    record Outcome(@Nullable Issued issued, CheckResult result, Instant at) {}

    /** Asks once for an access token, within the time limit of the run. */
    CompletableFuture<Outcome> refresh(CheckContext context) {
        AtomicReference<@Nullable Issued> issued = new AtomicReference<>();
        ServiceCheck request = ServiceCheck.of(
                new ServiceReader(SERVICE, TokenErrors.TABLE, (answer, http) -> {
                    issued.set(read(answer, context.now()));
                    return CheckResult.healthy();
                }),
                Credential.of(RefreshToken.TOKEN, refreshToken),
                route,
                "",
                post -> post.method("POST")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .body(form()));
        return request.checkAsync(context)
                .whenComplete((result, failure) -> request.close())
                .thenApply(result -> new Outcome(issued.get(), withoutSecrets(result), context.now()));
    }

    private String form() {
        return "grant_type=refresh_token&client_id=" + encoded(clientId) + "&client_secret=" + encoded(clientSecret)
                + "&refresh_token=" + encoded(refreshToken);
    }

    private static String encoded(Secret value) {
        return URLEncoder.encode(value.reveal(), StandardCharsets.UTF_8);
    }

    private CheckResult withoutSecrets(CheckResult result) {
        return result.redactedBy(Redactor.standard().with(List.of(clientId, clientSecret, refreshToken)));
    }

    private Issued read(Shape answer, Instant now) {
        String token = answer.text("access_token");
        if (!AccessToken.isToken(token)) {
            throw answer.wrong("access_token", "an access token");
        }
        if (!answer.optionalText("token_type").orElse("Bearer").equalsIgnoreCase("Bearer")) {
            throw answer.wrong("token_type", "the text Bearer");
        }
        double seconds = answer.optionalNumber("expires_in").orElse(USUAL).doubleValue();
        return new Issued(
                Secret.of(token),
                answer.optionalText("scope")
                        .map(scopes -> Set.copyOf(List.of(scopes.strip().split("\\s+", -1))))
                        .orElse(null),
                now,
                Duration.ofSeconds((long) Math.min(Math.max(seconds, SHORTEST), LONGEST)),
                answer.optionalText("refresh_token")
                        .filter(other -> !other.equals(refreshToken.reveal()))
                        .isPresent());
    }

    /** Returns nothing of what it holds. */
    @Override
    public String toString() {
        return "grant of a refresh token, " + route;
    }
}
