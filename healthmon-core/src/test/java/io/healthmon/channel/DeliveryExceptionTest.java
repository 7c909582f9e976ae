package io.healthmon.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeliveryExceptionTest {

    @Test
    void aFailureSaysWhetherItIsWorthTryingAgain() {
        assertThat(DeliveryException.permanent("gone", null).permanent()).isTrue();
        assertThat(DeliveryException.temporary("busy", null).permanent()).isFalse();
        assertThat(DeliveryException.temporary("busy", null).retryAfter()).isEmpty();
        assertThat(DeliveryException.retryAfter("busy", Duration.ofSeconds(7)).retryAfter())
                .contains(Duration.ofSeconds(7));
    }

    @Test
    void itsMessageHasNoSecret() {
        assertThat(DeliveryException.temporary("POST /hook?token=hunter2hunter2 failed", null))
                .hasMessageNotContaining("hunter2");
    }
}
