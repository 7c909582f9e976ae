package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final List<Long> asked = new ArrayList<>();
    private final Alarm alarm = new Alarm(new NotingScheduler(), () -> {});

    @Test
    void asksForNoCallAfterTheOneItWaitsFor() {
        alarm.noLaterThan(10);
        alarm.noLaterThan(20);

        assertThat(asked).containsExactly(10L);
    }

    @Test
    void asksForAnEarlierCall() {
        alarm.noLaterThan(30);
        alarm.noLaterThan(5);

        assertThat(asked).containsExactly(30L, 5L);
        assertThat(alarm.rings(5)).isTrue();
        assertThat(alarm.rings(30)).isFalse();
    }

    @Test
    void waitsForTheCallThatIsOnItsWay() {
        alarm.noLaterThan(30);
        alarm.noLaterThan(5);
        alarm.rings(5);
        alarm.noLaterThan(30);

        assertThat(asked).containsExactly(30L, 5L);
        assertThat(alarm.rings(30)).isTrue();
    }

    @Test
    void asksAgainForAMomentWhoseCallHasCome() {
        alarm.noLaterThan(30);
        alarm.noLaterThan(5);
        alarm.rings(5);
        alarm.noLaterThan(40);
        alarm.rings(30);
        alarm.noLaterThan(30);

        assertThat(asked).containsExactly(30L, 5L, 40L, 30L);
    }

    @Test
    void goesBackToTheLaterOfTwoCallsThatAreOnTheirWay() {
        alarm.noLaterThan(30);
        alarm.noLaterThan(5);
        alarm.rings(5);
        alarm.noLaterThan(60);
        alarm.noLaterThan(30);

        assertThat(asked).containsExactly(30L, 5L, 60L);
        assertThat(alarm.rings(30)).isTrue();

        alarm.noLaterThan(60);

        assertThat(asked).containsExactly(30L, 5L, 60L);
    }

    /** Notes what it is asked for. */
    private final class NotingScheduler implements Scheduler {

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void schedule(Runnable task, long atNanoTime) {
            asked.add(atNanoTime);
        }

        @Override
        public void close() {
            asked.clear();
        }
    }
}
