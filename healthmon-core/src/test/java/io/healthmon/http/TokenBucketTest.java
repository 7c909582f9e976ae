package io.healthmon.http;

import static io.healthmon.http.HandlerFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.healthmon.http.TokenBucket.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final Pace THREE = new Pace(3, Duration.ofSeconds(2));

    private TokenBucket bucket = TokenBucket.FULL;

    private boolean take(Instant now) {
        boolean there = bucket.wait(THREE, now).isZero();
        bucket = there ? bucket.take(THREE, now) : bucket;
        return there;
    }

    @Test
    void holdsItsBurst() {
        assertThat(take(START)).isTrue();
        assertThat(take(START)).isTrue();
        assertThat(take(START)).isTrue();
        assertThat(take(START)).isFalse();
        assertThat(bucket.wait(THREE, START)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void hasOneMoreAfterTheTimeOfOneAndNotBefore() {
        for (int taken = 0; taken < 3; taken++) {
            take(START);
        }

        assertThat(take(START.plusMillis(1_999))).isFalse();
        assertThat(take(START.plusSeconds(2))).isTrue();
        assertThat(take(START.plusSeconds(2))).isFalse();
    }

    @Test
    void isFullAgainAfterARestAndHoldsNoMoreThen() {
        for (int taken = 0; taken < 3; taken++) {
            take(START);
        }
        Instant later = START.plus(Duration.ofDays(1));

        assertThat(bucket.isFullSince(START.plusMillis(5_999))).isFalse();
        assertThat(bucket.isFullSince(START.plusSeconds(6))).isTrue();
        for (int taken = 0; taken < 3; taken++) {
            assertThat(take(later)).isTrue();
        }
        assertThat(take(later)).isFalse();
    }

    @Test
    void waitsForNoMoreThanOneWhenTheClockWasSetBack() {
        for (int taken = 0; taken < 3; taken++) {
            take(START);
        }

        assertThat(bucket.wait(THREE, START.minus(Duration.ofDays(365)))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void takesBackWhatWasNotUsed() {
        for (int taken = 0; taken < 3; taken++) {
            take(START);
        }
        bucket = bucket.giveBack(THREE);

        assertThat(take(START)).isTrue();
        assertThat(TokenBucket.FULL.giveBack(THREE)).isEqualTo(TokenBucket.FULL);
    }

    @Test
    void letsThroughWhatItsPaceSaysHoweverItComes() {
        Random random = new Random(5);
        Instant now = START;
        int through = 0;
        while (now.isBefore(START.plusSeconds(600))) {
            through += take(now) ? 1 : 0;
            now = now.plusMillis(random.nextInt(700));
        }

        assertThat(through).isBetween(300, 303);
    }

    @Test
    void refusesAPaceAtWhichNothingHappens() {
        assertThatThrownBy(() -> new Pace(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAsFastAsItIsSaidToBe() {
        assertThat(Pace.perSecond(200, 2)).isEqualTo(new Pace(400, Duration.ofMillis(5)));
        assertThat(Pace.perMinute(30)).isEqualTo(new Pace(30, Duration.ofSeconds(2)));
    }
}
