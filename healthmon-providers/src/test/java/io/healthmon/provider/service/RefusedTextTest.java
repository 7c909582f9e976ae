package io.healthmon.provider.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.healthmon.check.HealthCheckProvider;
import io.healthmon.provider.resend.ResendChecks;
import io.healthmon.provider.slack.SlackChecks;
import io.healthmon.provider.stripe.StripeCheck;
import io.healthmon.provider.stripe.StripeChecks;
import io.healthmon.provider.supabase.SupabaseChecks;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.provider.twilio.TwilioChecks;
import io.healthmon.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a setting that is refused may show of its value: it may be a key in the wrong place, or a whole file. */
class RefusedTextTest {

    private static final String KEY = "sk_live_51abcdefghijklmnop";

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(new StripeChecks(), "stripe", "account"),
                Arguments.of(new ResendChecks(), "resend", "domain"),
                Arguments.of(new SlackChecks(), "slack", "team"),
                Arguments.of(new SlackChecks(), "slack", "scopes"),
                Arguments.of(new TwilioChecks(), "twilio", "resource"),
                Arguments.of(new TwilioChecks(), "twilio", "sender"),
                Arguments.of(new TwilioChecks(), "twilio", "minimumBalance"),
                Arguments.of(new SupabaseChecks(), "supabase-auth", "project"),
                Arguments.of(new SupabaseChecks(), "supabase-database", "table"),
                Arguments.of(new SupabaseChecks(), "supabase-database", "column"),
                Arguments.of(new SupabaseChecks(), "supabase-database", "function"),
                Arguments.of(new SupabaseChecks(), "supabase-database", "schema"),
                Arguments.of(new SupabaseChecks(), "supabase-storage", "bucket"),
                Arguments.of(new SupabaseChecks(), "supabase-auth", "signInWith"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aKeyInItsPlaceIsNotShown(HealthCheckProvider provider, String type, String name) {
        for (String key : List.of("?" + KEY, "../?key=" + KEY)) {
            assertThatThrownBy(() -> StandIn.make(provider, Map.of("type", type, name, key)))
                    .hasMessageStartingWith("integrations[0]." + name + ": " + name + " \"")
                    .hasMessageContaining("***\" is not allowed; use ")
                    .hasMessageNotContaining(KEY);
        }
    }

    /** Some names look like keys, and pass; what then does not fit still shows none. */
    @ParameterizedTest
    @MethodSource("texts")
    void aKeyThatPassesForANameIsNotShownEither(HealthCheckProvider provider, String type, String name) {
        Throwable refused = catchThrowable(() -> StandIn.make(provider, Map.of("type", type, name, KEY)));

        assertThat(String.valueOf(refused)).doesNotContain(KEY);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void ofALongValueOnlyItsBeginningIsShown(HealthCheckProvider provider, String type, String name) {
        String value = "?x".repeat(5_000);

        assertThatThrownBy(() -> StandIn.make(provider, Map.of("type", type, name, value)))
                .hasMessageStartingWith("integrations[0]." + name + ": " + name + " \"?x?x")
                .hasMessageContaining("…\" is not allowed; use ")
                .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void inCodeItIsNotShownEither() {
        StripeCheck check = StripeCheck.with(Secret.of(KEY));

        assertThatThrownBy(() -> check.account(KEY)).hasMessageStartingWith("account \"***\" is not allowed;");
    }

    @Test
    void whateverMessageARefusalIsGivenHoldsNoSecretOfAKnownForm() {
        assertThat(new RefusedSettingException("url", "url \"" + KEY + "\" is not allowed", null))
                .hasMessage("url \"***\" is not allowed");
    }
}
