package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private Duration passed = Duration.ZERO;
    private final InstantSource clock = () -> START.plus(passed);
    private final RateLimit limit = new RateLimit(TokenBucket.Pace.perMinute(1), clock);

    @Test
    void letsSomethingHappenOnceInAPause() {
        assertThat(limit.tryOnce("mail")).isZero();
        passed = Duration.ofSeconds(59);
        assertThat(limit.tryOnce("mail")).isEqualTo(Duration.ofSeconds(1));
        passed = Duration.ofSeconds(60);
        assertThat(limit.tryOnce("mail")).isZero();
    }

    @Test
    void isNotFreeWhenTheClockWasSetBackALittle() {
        passed = Duration.ofSeconds(1);
        limit.tryOnce("mail");
        passed = Duration.ZERO;

        assertThat(limit.tryOnce("mail")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void waitsForNoMoreThanAPauseWhenTheClockWasSetBackByFar() {
        passed = Duration.ofDays(365);
        limit.tryOnce("mail");
        passed = Duration.ZERO;
        limit.tryOnce("mail");
        passed = Duration.ofMinutes(1);

        assertThat(limit.tryOnce("mail")).isZero();
    }

    @Test
    void isFreeAgainWhenItWasGivenBack() {
        limit.tryOnce("mail");
        limit.giveBack("mail");

        assertThat(limit.tryOnce("mail")).isZero();
    }

    @Test
    void keepsWhatStillCountsHoweverManyKeysThereAre() {
        limit.tryOnce("old");
        passed = Duration.ofSeconds(30);
        limit.tryOnce("mail");
        passed = Duration.ofSeconds(61);
        for (int number = 0; number < 2_000; number++) {
            limit.tryOnce("key-" + number);
        }

        assertThat(limit.tryOnce("mail")).isEqualTo(Duration.ofSeconds(29));
        assertThat(limit.tryOnce("old")).isZero();
    }

    @Test
    void nobodyGetsRidOfHisOwnKeyByMakingUpOthers() {
        limit.tryOnce("mine");
        for (int number = 0; number < 3 * RateLimit.MOST_KEYS; number++) {
            limit.tryOnce("made-up-" + number);
        }

        assertThat(limit.tryOnce("mine")).isEqualTo(Duration.ofMinutes(1));
        assertThat(limit.keys()).isLessThanOrEqualTo(RateLimit.MOST_KEYS + 1);
    }

    @Test
    void keysThatFindNoRoomShareOne() {
        for (int number = 0; number < RateLimit.MOST_KEYS; number++) {
            limit.tryOnce("made-up-" + number);
        }

        assertThat(limit.tryOnce("first")).isZero();
        assertThat(limit.tryOnce("second")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void hasRoomAgainWhenTheTimeOfTheOthersIsOver() {
        for (int number = 0; number < 2 * RateLimit.MOST_KEYS; number++) {
            limit.tryOnce("made-up-" + number);
        }
        passed = Duration.ofMinutes(1);

        assertThat(limit.tryOnce("first")).isZero();
        assertThat(limit.tryOnce("second")).isZero();
        assertThat(limit.keys()).isEqualTo(2);
    }
}
