package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.store.HealthStore;
import io.healthmon.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An application that has its own tables made by Flyway, in the schema that the store uses; or the store's too. */
@Timeout(60)
class FlywayTest {

    private static final String OURS = "classpath:io/healthmon/jdbc/migration/postgresql";

    @TempDir
    private Path files;

    private final String url = TestDatabases.postgreSql();

    @Test
    void anApplicationsFlywayThatCameFirstGoesOn() throws IOException {
        write("V1__orders.sql", "create table orders (id integer);");
        assertThat(own().load().migrate().migrationsExecuted).isEqualTo(1);
        useStore(true);
        write("V2__rollups.sql", "create table rollups (id integer);");
        assertThat(own().load().migrate().migrationsExecuted).isEqualTo(1);
        own().load().validate();
        useStore(true);
        assertThat(history("flyway_schema_history")).isEqualTo(2);
        assertThat(history("healthmon_schema_history")).isEqualTo(versions());
    }

    @Test
    void anApplicationsFlywayThatComesLaterTakesABaseline() throws IOException {
        useStore(true);
        write("V1__orders.sql", "create table orders (id integer);");
        Flyway flyway = own().baselineOnMigrate(true).baselineVersion("0").load();
        assertThat(flyway.migrate().migrationsExecuted).isEqualTo(1);
        flyway.validate();
        useStore(true);
        assertThat(history("healthmon_schema_history")).isEqualTo(versions());
    }

    @Test
    void flywayMayApplyTheFilesOfTheStore() {
        assertThat(flyway(OURS).load().migrate().migrationsExecuted).isEqualTo(versions());
        useStore(false);
        useStore(true);
        flyway(OURS).load().validate();
        assertThat(flyway(OURS).load().migrate().migrationsExecuted).isZero();
    }

    @Test
    void flywayMayApplyTheFilesOfTheStoreBesideThoseOfTheApplication() throws IOException {
        write("V1__orders.sql", "create table orders (id integer);");
        own().load().migrate();
        Flyway ours = flyway(OURS)
                .table("healthmon_flyway_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        assertThat(ours.migrate().migrationsExecuted).isEqualTo(versions());
        useStore(false);
        own().load().validate();
        ours.validate();
    }

    @Test
    void theApplicationsRoleSeesWhatFlywayApplied() {
        flyway(OURS).load().migrate();
        TestDatabases.run(url, RolesTest.script());
        try (HealthStore store = RolesTest.validating(RolesTest.login(url, "healthmon_application"))) {
            store.append(Results.of("stripe", 0, 3));
            assertThat(Results.times(store, "stripe")).hasSize(3);
        }
    }

    @Test
    void whatFlywayHasNotAppliedYetIsNamed() {
        flyway(OURS).target("4").load().migrate();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> useStore(false))
                .withMessageContaining("lacks version 5")
                .withMessageEndingWith("by hand or with Flyway");
    }

    @Test
    void filesOfOthersByTheSameNameAreNotTakenForThoseOfTheStore() throws IOException {
        write("V2__rollups.sql", "create table rollups (id integer);");
        own().load().migrate();
        useStore(true);
        assertThat(history("integration_health_hourly")).isZero();
    }

    private FluentConfiguration own() {
        return flyway("filesystem:" + files);
    }

    private FluentConfiguration flyway(String location) {
        return Flyway.configure().loggers("slf4j").dataSource(url, null, null).locations(location);
    }

    private void write(String name, String sql) throws IOException {
        Files.writeString(files.resolve(name), sql);
    }

    private void useStore(boolean migrate) {
        try (HealthStore store = JdbcHealthStore.builder(url, "", TestDatabases.NO_PASSWORD)
                .migrate(migrate)
                .build()) {
            store.append(Results.of("stripe", 0, 3));
            assertThat(Results.times(store, "stripe")).hasSize(3);
        }
    }

    private static int versions() {
        return Migration.of(new PostgreSqlDialect()).size();
    }

    private int history(String table) {
        return Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(Integer.class)
                        .one());
    }
}
