package io.healthmon.jdbc;

import static io.healthmon.jdbc.Results.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.store.HealthStore;
import io.healthmon.store.HealthStore.Entry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that are large enough for {@code COPY}. */
@Timeout(60)
class CopyTest {

    @Test
    void aLargeBatchComesBackAsItWas() {
        try (HealthStore store = open()) {
            List<Entry> batch = mixed(20_000);
            store.append(batch);
            assertThat(store.history("stripe", Results.ALWAYS, Integer.MAX_VALUE))
                    .isEqualTo(batch.stream().map(Entry::observation).toList());
        }
    }

    @Test
    void aLargeBatchThatIsAppendedAgainIsWrittenOnce() {
        try (HealthStore store = open()) {
            List<Entry> batch = mixed(100);
            store.append(batch);
            assertThat(store.append(batch)).isEmpty();
            List<Entry> overlapping = new ArrayList<>(Results.of("stripe", 50, 150));
            overlapping.addAll(Results.of("stripe", 60, 80));
            store.append(overlapping);
            assertThat(Results.times(store, "stripe")).hasSize(150).doesNotHaveDuplicates();
        }
    }

    @Test
    void timesThatNoDatabaseHoldsBecomeTheFirstAndTheLast() {
        try (HealthStore store = open()) {
            List<Entry> batch = new ArrayList<>(Results.of("stripe", 0, 50));
            batch.add(Results.healthy("mail", Instant.MIN));
            batch.add(Results.healthy("mail", Instant.parse("1969-12-31T23:59:59.999999999Z")));
            batch.add(Results.healthy("mail", Instant.MAX));
            store.append(batch);
            assertThat(Results.times(store, "mail"))
                    .containsExactly(
                            Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("1969-12-31T23:59:59.999999Z"));
            assertThat(store.logSize().results()).isEqualTo(53);
        }
    }

    @Test
    void aConnectionThatHidesTheDriverIsWrittenToByStatements() {
        String url = TestDatabases.postgreSql();
        DataSource hiding = proxy(DataSource.class, (method, arguments) -> hidden(DriverManager.getConnection(url)));
        try (HealthStore store = JdbcHealthStore.create(hiding)) {
            store.append(mixed(100));
            assertThat(Results.times(store, "stripe")).hasSize(100);
        }
    }

    private static List<Entry> mixed(int count) {
        return IntStream.range(0, count)
                .mapToObj(second -> second % 3 == 0
                        ? Results.down("stripe", MORNING.plusSeconds(second))
                        : Results.healthy("stripe", MORNING.plusSeconds(second)))
                .toList();
    }

    private static Connection hidden(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            if (method.getName().equals("isWrapperFor")) {
                return false;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        });
    }

    private static <T> T proxy(Class<T> type, Invocation invocation) {
        return type.cast(Proxy.newProxyInstance(
                CopyTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> invocation.of(method, arguments)));
    }

    private interface Invocation {
        Object of(java.lang.reflect.Method method, Object[] arguments) throws Throwable;
    }

    private static HealthStore open() {
        return JdbcHealthStore.open(TestDatabases.postgreSql(), "", TestDatabases.NO_PASSWORD);
    }
}
