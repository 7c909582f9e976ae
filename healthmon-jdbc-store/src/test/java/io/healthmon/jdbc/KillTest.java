package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.check.HealthStatus;
import io.healthmon.metric.Resolution;
import io.healthmon.metric.Tally;
import io.healthmon.store.HealthStore;
import io.healthmon.store.StoreException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process that is killed leaves behind. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts its children by /bin/sh")
class KillTest {

    @TempDir
    Path folder;

    @Test
    void whatH2AcknowledgedIsThereAfterKillMinusNine() throws Exception {
        everythingAcknowledgedIsThere("jdbc:h2:file:" + folder.resolve("health"));
    }

    @Test
    void whatPostgreSqlAcknowledgedIsThereAfterKillMinusNine() throws Exception {
        everythingAcknowledgedIsThere(TestDatabases.postgreSql());
    }

    private static void everythingAcknowledgedIsThere(String url) throws Exception {
        int begin = 0;
        for (int round = 1; round <= 3; round++) {
            int last;
            try (ChildWriter.Running child = ChildWriter.start(url, begin, "")) {
                child.await(String.valueOf(begin + 20 * round));
                last = Math.max(child.kill(), begin + 20 * round);
            }
            try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
                int there = Results.times(store, "stripe").size();
                // one more may have been written and not yet acknowledged
                assertThat(there).as("results after %s acknowledged", last + 1).isBetween(last + 1, last + 2);
                begin = there;
            }
        }
    }

    @Test
    void inH2NothingIsLostOrCountedTwiceWhenRollingUpIsKilled() throws Exception {
        everythingIsCountedOnce("jdbc:h2:file:" + folder.resolve("health"));
    }

    @Test
    void inPostgreSqlNothingIsLostOrCountedTwiceWhenRollingUpIsKilled() throws Exception {
        everythingIsCountedOnce(TestDatabases.postgreSql());
    }

    private static void everythingIsCountedOnce(String url) throws Exception {
        int begin = 0;
        for (int round = 1; round <= 4; round++) {
            try (ChildWriter.Running child = ChildWriter.start(ChildRoller.class, url, begin, "")) {
                child.await(String.valueOf(begin + 30 * round));
                child.kill();
            }
            try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
                List<Instant> times = Results.times(store, "stripe");
                begin = times.size();
                ChildRoller.rollUp(store);
                for (Resolution resolution : Resolution.values()) {
                    assertThat(known(store, resolution)).as("by %s", resolution).isEqualTo(begin);
                }
                Tally tally = store.rollups()
                        .tallies(List.of("stripe"), Results.ALWAYS)
                        .get("stripe");
                assertThat(tally.millis(HealthStatus.HEALTHY)).isEqualTo(begin * ChildRoller.STEP.toMillis());
            }
        }
    }

    private static long known(HealthStore store, Resolution resolution) {
        return store.rollups().buckets(List.of("stripe"), resolution, Results.ALWAYS).get("stripe").stream()
                .mapToLong(bucket -> bucket.tally().known())
                .sum();
    }

    @Test
    void twoProcessesOnOneFileAreToldWhatToDo() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("health");
        try (ChildWriter.Running child = ChildWriter.start(url, 0, "")) {
            child.await("open");
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD))
                    .withMessageStartingWith("cannot open the store in jdbc:h2:file:")
                    .withMessageEndingWith("another process has the file open: stop it, name another file, or add"
                            + " ;AUTO_SERVER=TRUE in both");
        }
    }

    @Test
    void aFullDiskIsSaidAndWhatWasAcknowledgedStays() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("health");
        int last = 0;
        // no file can grow beyond 400 blocks of 512 bytes: to the process that looks like a full disk
        try (ChildWriter.Running child = ChildWriter.start(url, 0, "ulimit -f 400; ")) {
            String line = child.await("");
            while (!line.startsWith("failed")) {
                last = line.matches("\\d+") ? Integer.parseInt(line) : last;
                line = child.await("");
            }
            assertThat(line).startsWith("failed: cannot append results to jdbc:h2:file:");
            assertThat(line).endsWith("make room on the disk, or lift its limit; then it goes on by itself");
        }
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            assertThat(Results.times(store, "stripe")).hasSizeGreaterThanOrEqualTo(last + 1);
            store.append(Results.of("stripe", 1_000_000, 1_000_001));
        }
    }
}
