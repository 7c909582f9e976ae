package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.schedule.Scheduler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private final List<Long> asked = new ArrayList<>();
    private final List<Long> rung = new ArrayList<>();
    private final Alarm alarm = new Alarm(new NotingScheduler(), rung::add);

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
    void waitsForTheCallThatIsOnItsWayAfterTheEarlierOneCame() {
        alarm.at(30);
        alarm.at(5);
        alarm.rang(5);
        alarm.at(30);
        alarm.at(40);

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
    void tellsWhichMomentHasCome() {
        NotingScheduler now = new NotingScheduler();
        new Alarm(now, rung::add).at(7);
        now.last.run();

        assertThat(rung).containsExactly(7L);
    }

    /** Notes what it is asked for. */
    private final class NotingScheduler implements Scheduler {

        private Runnable last = () -> {};

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void schedule(Runnable task, long atNanoTime) {
            asked.add(atNanoTime);
            last = task;
        }

        @Override
        public void close() {
            asked.clear();
        }
    }
}
