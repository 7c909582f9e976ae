package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.store.HealthStore;
import io.healthmon.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How tables come about. */
@Timeout(60)
class SchemaTest {

    /** The databases; each address is a new and empty one that stays while nobody is connected. */
    enum Product {
        H2,
        POSTGRESQL,
        /** There only if its server is on the class path. */
        MARIADB;

        String url() {
            return switch (this) {
                case H2 -> TestDatabases.h2() + ";DB_CLOSE_DELAY=-1";
                case POSTGRESQL -> TestDatabases.postgreSql();
                case MARIADB -> TestDatabases.mariaDb();
            };
        }

        Dialect dialect() {
            return switch (this) {
                case H2 -> new H2Dialect();
                case POSTGRESQL -> new PostgreSqlDialect();
                case MARIADB -> new MariaDbDialect();
            };
        }

        List<Integer> versions() {
            return Migration.of(dialect()).stream().map(Migration::version).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void manyStoresStartAtOnce(Product product) throws Exception {
        String url = product.url();
        ExecutorService executor = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> starting = new ArrayList<>();
            for (int index = 0; index < 8; index++) {
                String id = "integration-" + index;
                starting.add(executor.submit(() -> {
                    try (HealthStore store = open(url)) {
                        store.append(Results.of(id, 0, 3));
                    }
                }));
            }
            for (Future<?> each : starting) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            executor.shutdownNow();
        }
        try (HealthStore store = open(url)) {
            assertThat(store.logSize().results()).isEqualTo(24);
        }
        List<Integer> versions = Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select version from healthmon_schema_history")
                        .mapTo(Integer.class)
                        .list());
        assertThat(versions).containsExactlyInAnyOrderElementsOf(product.versions());
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void aStoreThatMayNotMigrateRefusesADatabaseWithoutTables(Product product) {
        String url = product.url();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> validating(url))
                .withMessageStartingWith("the schema of jdbc:")
                .withMessageContaining("lacks version 1; set \"migrate\" to true, or apply the files of"
                        + " io/healthmon/jdbc/migration/" + product.name().toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void aStoreThatMayNotMigrateTakesWhatIsThere(Product product) {
        String url = product.url();
        open(url).close();
        try (HealthStore store = validating(url)) {
            store.append(Results.of("stripe", 0, 3));
        }
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void aSchemaOfANewerLibraryIsRefused(Product product) {
        String url = product.url();
        open(url).close();
        TestDatabases.run(url, "update healthmon_schema_history set version = 1007 where version = 1");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> open(url))
                .withMessageContaining("has version 1007, made by a newer healthmon; this one knows versions up to "
                        + Collections.max(product.versions())
                        + ": use that newer one, or another database or schema");
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void aChangedTextIsRefusedUnlessItsChecksumIsGivenUp(Product product) {
        String url = product.url();
        open(url).close();
        TestDatabases.run(url, "update healthmon_schema_history set checksum = 'other'");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> open(url))
                .withMessageContaining("had another text of version 1 applied (checksum other)")
                .withMessageEndingWith("set the checksum in healthmon_schema_history to null");
        TestDatabases.run(url, "update healthmon_schema_history set checksum = null");
        open(url).close();
    }

    @ParameterizedTest
    @MethodSource("io.healthmon.jdbc.TestDatabases#products")
    void filesThatWereAppliedByHandAreEnough(Product product) {
        String url = product.url();
        Dialect dialect = product.dialect();
        TestDatabases.run(url, Migration.history(dialect).toArray(String[]::new));
        for (Migration migration : Migration.of(dialect)) {
            TestDatabases.run(url, migration.statements().toArray(String[]::new));
            TestDatabases.run(
                    url,
                    "insert into healthmon_schema_history (version, description, installed_by) values ("
                            + migration.version() + ", '" + migration.description() + "', 'hand')");
        }
        try (HealthStore store = validating(url)) {
            store.append(Results.of("stripe", 0, 3));
        }
    }

    private static JdbcHealthStore open(String url) {
        return JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD);
    }

    private static JdbcHealthStore validating(String url) {
        return JdbcHealthStore.builder(url, "", TestDatabases.NO_PASSWORD)
                .migrate(false)
                .build();
    }
}
