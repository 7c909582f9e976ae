package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.jdbc.JdbcHealthStoreBuilder.ConnectionSource;
import io.healthmon.secret.Redactor;
import io.healthmon.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transactions that others are in the way of, or that can never succeed. */
@Timeout(60)
class WriteRetryTest {

    private final JdbcConnectionPool pool = JdbcConnectionPool.create(TestDatabases.h2(), "", "");
    private final List<Integer> pauses = new ArrayList<>();
    private final Database database = new Database(
            new ConnectionSource(pool, pool::getConnection, () -> {}), "h2", true, Redactor.standard(), pauses::add);

    @AfterEach
    void close() {
        pool.dispose();
    }

    private int failing(int times, String state) {
        List<Integer> tries = new ArrayList<>();
        return database.write("write to", (handle, dialect) -> {
            tries.add(tries.size());
            if (tries.size() <= times) {
                throw new SQLException("no", state);
            }
            return tries.size();
        });
    }

    @Test
    void aDeadlockIsTriedAgainAfterAPause() {
        assertThat(failing(3, "40001")).isEqualTo(4);
        assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void whatGoesOnFailingIsGivenUpAfterEightTries() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> failing(100, "40001"))
                .satisfies(failure -> assertThat(failure.ofData()).isFalse());
        assertThat(pauses).hasSize(7);
    }

    @Test
    void dataThatCannotBeKeptIsSaidToBeThatAndNotTriedAgain() {
        for (String state : List.of("22001", "23502", "54000")) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> failing(100, state))
                    .satisfies(failure -> assertThat(failure.ofData()).isTrue());
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwaySaysNothingOfTheData() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> failing(100, "08006"))
                .satisfies(failure -> assertThat(failure.ofData()).isFalse());
    }

    @Test
    void thePauseIsShort() {
        long begun = System.nanoTime();
        Pause.random().after(1);

        assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(10).toNanos());
    }
}
