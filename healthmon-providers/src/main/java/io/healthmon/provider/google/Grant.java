package io.healthmon.provider.google;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.egress.TargetGuard;
import io.healthmon.provider.service.Shape;
import io.healthmon.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What access tokens are given for. Equal ones share their access token. Safe for use by multiple threads. */
interface Grant {

    /** Asks once for an access token, within the time limit of the run. */
    CompletableFuture<Outcome> ask(CheckContext context);

    /** Returns what proves that it may be asked for, which no text may show. */
    List<Secret> secrets();

    /**
     * Returns the same, asking a token service only that a guard lets through.
     *
     * @throws IllegalArgumentException if it is refused whatever its name server says; the message begins with the setting
     */
    Grant guardedBy(TargetGuard guard);

    /**
     * An access token that was given.
     *
     * @param scopes null when the answer does not tell them
     * @param at when the run began that got it
     * @param rotated whether a new refresh token came along
     */
    record Issued(Secret token, @Nullable Set<String> scopes, Instant at, Duration lifetime, boolean rotated) {

        private static final double SHORTEST = 60;
        private static final double LONGEST = Duration.ofDays(7).toSeconds();
        private static final int USUAL = 3_600;

        /**
         * Reads an answer with success.
         *
         * @param refreshToken what was sent; null where there is none, and none is expected
         */
        static Issued read(Shape answer, Instant now, @Nullable Secret refreshToken) {
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
                    refreshToken != null
                            && answer.optionalText("refresh_token")
                                    .filter(other -> !other.equals(refreshToken.reveal()))
                                    .isPresent());
        }

        /** Returns for how long no other is asked for: 80 % of its lifetime. */
        Duration freshFor() {
            return lifetime.multipliedBy(4).dividedBy(5);
        }

        private Issued orAllowing(Set<String> asked) {
            return scopes == null ? new Issued(token, asked, at, lifetime, rotated) : this;
        }
    }

    /**
     * How an attempt ended: with a token, or with what is wrong.
     *
     * @param result what is wrong, if there is no token
     */
    record Outcome(@Nullable Issued issued, CheckResult result, Instant at) {

        /** Returns the same with the scopes that were asked for, where the answer tells none, as it may then. */
        Outcome orAllowing(Set<String> asked) {
            return issued == null ? this : new Outcome(issued.orAllowing(asked), result, at);
        }
    }
}
