package io.healthmon.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void itsTextShowsNothing() {
        assertThat("key: " + Secret.of("sk_live_1")).isEqualTo("key: ***");
    }

    @Test
    void onlyRevealGivesTheValue() {
        assertThat(Secret.of("sk_live_1").reveal()).isEqualTo("sk_live_1");
    }

    @Test
    void secretsAreEqualWhenTheirValuesAre() {
        assertThat(Secret.of("a"))
                .isEqualTo(Secret.of("a"))
                .hasSameHashCodeAs(Secret.of("a"))
                .isNotEqualTo(Secret.of("b"));
    }

    @Test
    void whiteSpaceAloneIsBlank() {
        assertThat(Secret.of(" \t").isBlank()).isTrue();
        assertThat(Secret.of("a").isBlank()).isFalse();
    }

    @Test
    void thereIsNoSecretOfNull() {
        assertThatNullPointerException().isThrownBy(() -> Secret.of(null)).withMessage("value");
    }
}
