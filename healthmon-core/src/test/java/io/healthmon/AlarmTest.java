package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final List<Long> asked = new ArrayList<>();
    private final List<Long> rung = new ArrayList<>();
    private final NotingScheduler scheduler = new NotingScheduler();
    private final Alarm alarm = new Alarm(scheduler, rung::add);

    @Test
    void asksForNoCallAfterTheOneItWaitsFor() {
        alarm.at(10);
        alarm.at(20);

        assertThat(asked).containsExactly(10L);
    }

    @Test
    void asksForAnEarlierCall() {
        alarm.at(30);
        alarm.at(5);

        assertThat(asked).containsExactly(30L, 5L);
    }

    @Test
    void waitsForTheCallThatIsOnItsWay() {
        alarm.at(30);
        alarm.at(5);
        alarm.rang(5);
        alarm.at(30);

        assertThat(asked).containsExactly(30L, 5L);
    }

    @Test
    void asksAgainForAMomentWhoseCallHasCome() {
        alarm.at(30);
        alarm.rang(30);
        alarm.at(30);

        assertThat(asked).containsExactly(30L, 30L);
    }

    @Test
    void tellsTheTaskWhichCallHasCome() {
        alarm.at(30);
        alarm.at(5);

        scheduler.tasks.forEach(Runnable::run);

        assertThat(rung).containsExactly(30L, 5L);
    }

    /** Notes what it is asked for. */
    private final class NotingScheduler implements Scheduler {

        private final List<Runnable> tasks = new ArrayList<>();

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void schedule(Runnable task, long atNanoTime) {
            asked.add(atNanoTime);
            tasks.add(task);
        }

        @Override
        public void close() {
            tasks.clear();
        }
    }
}
