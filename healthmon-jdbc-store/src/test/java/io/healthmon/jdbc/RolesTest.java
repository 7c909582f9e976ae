package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.store.HealthStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what in PostgreSQL after the script that parts them, with real users. */
@Timeout(60)
class RolesTest {

    private static final String NOT_ALLOWED = "42501";

    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final Instant lastMonth = today.minus(Duration.ofDays(30));

    private final String owner = TestDatabases.postgreSql();

    @BeforeEach
    void partRoles() {
        try (HealthStore store = JdbcHealthStore.open(owner, "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 0, 3));
            store.append(List.of(Results.healthy("mail", today.plusSeconds(1))));
        }
        TestDatabases.run(owner, script());
    }

    @Test
    void theScriptMayRunAgain() {
        TestDatabases.run(owner, script());
        assertThat(count(login("healthmon_viewer"), "integration_health_result"))
                .isEqualTo(4);
    }

    @Test
    void theScriptSaysWhereItFoundNoTables() {
        String script = script();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> TestDatabases.run(TestDatabases.postgreSql(), script))
                .withMessageContaining("has no tables of healthmon; set the search_path to the one that has");
    }

    @Test
    void theScriptNamesEveryTableAndView() {
        List<String> open = Jdbi.create(owner)
                .withHandle(handle -> handle.createQuery("select c.relname from pg_class c where"
                                + " c.relnamespace = current_schema()::regnamespace and ("
                                + "c.relkind in ('r', 'p') and not c.relrowsecurity or c.relkind = 'v' and"
                                + " not has_table_privilege('healthmon_viewer', c.oid, 'select'))")
                        .mapTo(String.class)
                        .list());
        assertThat(open).isEmpty();
    }

    @Test
    void theApplicationWritesByStatementsWhereTheServerRefusesCopy() {
        try (HealthStore store = validating(login("healthmon_application"))) {
            store.append(Results.of("crm", 0, 500));
            store.append(Results.of("crm", 400, 600));
            assertThat(Results.times(store, "crm")).hasSize(600).doesNotHaveDuplicates();
        }
    }

    @Test
    void theApplicationMakesCountsAndDropsDays() {
        String url = login("healthmon_application");
        try (HealthStore store = validating(url)) {
            prepare(url, lastMonth);
            store.append(List.of(Results.healthy("crm", lastMonth.plusSeconds(1))));
            prepare(url, today);
            store.append(List.of(Results.healthy("crm", lastMonth.plusSeconds(2))));
            assertThat(store.removeBefore(lastMonth.plus(Duration.ofDays(1)).plusSeconds(1)))
                    .isEqualTo(3 + 2);
            assertThat(store.logSize().results()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table other (id integer)",
                "alter table integration_health add column other integer",
                "drop view integration_health_log",
                "truncate integration_health_result",
                "update admin_audit_log set actor = 'somebody'",
                "delete from admin_audit_log",
                "insert into healthmon_schema_history (version, description, installed_by) values (99, 'x', 'x')",
                "select * from integration_health_result_other",
            })
    void theApplicationMayNotDoMoreThanTheLibraryDoes(String sql) {
        assertRefused(login("healthmon_application"), sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "integration_health",
                "integration_health_result",
                "integration_health_hourly",
                "integration_health_daily",
                "integration_health_monthly",
                "integration_health_partition",
                "integration_health_log",
                "integration_health_status",
                "integration_health_failures",
                "integration_health_uptime",
                "integration_health_response_times",
                "integration_health_log_growth",
                "health_alert",
                "health_alert_delivery",
                "health_alert_delivery_status",
                "health_maintenance",
                "integration_definition",
                "application_metric",
                "admin_audit_log",
                "healthmon_schema_history",
            })
    void theViewerSeesWhatTheOwnerSees(String relation) {
        assertThat(count(login("healthmon_viewer"), relation)).isEqualTo(count(owner, relation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into health_maintenance (maintenance_id, starts_at, ends_at) values ('1', now(), now())",
                "insert into admin_audit_log (occurred_at, actor, action, subject, details)"
                        + " values (now(), 'a', 'b', 'c', '{}')",
                "update integration_health set enabled = false",
                "delete from integration_health_result",
                "truncate health_alert",
                "select integration_health_add_partition(now())",
                "select integration_health_begin_count('integration_health_result_other')",
                "select integration_health_count_partition('integration_health_result_other')",
                "select integration_health_drop_partition('integration_health_result_other', now())",
            })
    void theViewerChangesNothing(String sql) {
        assertRefused(login("healthmon_viewer"), sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"healthmon_application", "healthmon_viewer", "healthmon_admin"})
    void aDayIsReadAsPartOfTheWholeAlone(String role) {
        String url = login(role);
        assertThat(count(url, "integration_health_result")).isEqualTo(4);
        for (String partition : List.of("integration_health_result_other", partitionOf(today))) {
            assertRefused(url, "select * from " + partition);
        }
    }

    @Test
    void theAdministratorDoesAll() {
        String url = login("healthmon_admin");
        TestDatabases.run(
                url,
                "insert into health_maintenance (maintenance_id, starts_at, ends_at) values ('1', now(), now())",
                "update integration_health set enabled = false",
                "delete from integration_health_result",
                "delete from admin_audit_log");
        assertThat(count(url, "integration_health_result")).isZero();
        assertThat(count(url, "health_maintenance")).isEqualTo(1);
    }

    @Test
    void aStrangerSeesNothingWithWhateverGrants() {
        prepare(login("healthmon_application"), lastMonth);
        TestDatabases.run(
                owner,
                "insert into integration_health_result (check_time, response_time_ms, integration_key, status)"
                        + " select '" + lastMonth + "', 1, integration_key, 3 from integration_health");
        String url = user(owner, "grant usage on schema " + schema() + " to ");
        assertRefused(url, "select * from integration_health");
        TestDatabases.run(owner, "grant all on all tables in schema " + schema() + " to " + sessionUser(url));
        for (String relation : List.of(
                "integration_health",
                "integration_health_result",
                "integration_health_result_other",
                partitionOf(today),
                partitionOf(lastMonth),
                "integration_health_partition",
                "healthmon_schema_history")) {
            assertThat(count(owner, relation)).as(relation).isPositive();
            assertThat(count(url, relation)).as(relation).isZero();
        }
        assertRefused(
                url,
                "insert into integration_health_result (check_time, response_time_ms, integration_key, status)"
                        + " values (now(), 1, 1, 3)");
        if (invokerViews()) {
            assertThat(count(owner, "integration_health_log")).isPositive();
            assertThat(count(url, "integration_health_log")).isZero();
        }
    }

    private static String sessionUser(String url) {
        return Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select session_user")
                        .mapTo(String.class)
                        .one());
    }

    private boolean invokerViews() {
        return Jdbi.create(owner)
                .withHandle(
                        handle -> handle.createQuery("select current_setting('server_version_num')::integer >= 150000")
                                .mapTo(Boolean.class)
                                .one());
    }

    static String script() {
        try (InputStream file = JdbcHealthStore.class.getResourceAsStream("roles/postgresql.sql")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String login(String role) {
        return login(owner, role);
    }

    /** Makes a user who is a member of a role, and returns the address for them. */
    static String login(String owner, String role) {
        return user(owner, "grant " + role + " to ");
    }

    private static String user(String owner, String grant) {
        String user = "u" + UUID.randomUUID().toString().replace("-", "");
        TestDatabases.run(owner, "create role " + user + " login", grant + user);
        return owner.replace("user=postgres", "user=" + user);
    }

    private String schema() {
        return owner.substring(owner.lastIndexOf('=') + 1);
    }

    static HealthStore validating(String url) {
        return JdbcHealthStore.builder(url, "", TestDatabases.NO_PASSWORD)
                .migrate(false)
                .build();
    }

    private static void prepare(String url, Instant now) {
        Jdbi jdbi = Jdbi.create(url);
        jdbi.registerArgument(new Moments(new PostgreSqlDialect()));
        jdbi.useHandle(handle -> Partitions.prepare(handle, now));
    }

    private static String partitionOf(Instant day) {
        return "integration_health_result_" + day.toString().substring(0, 10).replace("-", "");
    }

    private static long count(String url, String relation) {
        return Jdbi.create(url)
                .withHandle(handle -> handle.createQuery("select count(*) from " + relation)
                        .mapTo(Long.class)
                        .one());
    }

    private static void assertRefused(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> statement.execute(sql))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo(NOT_ALLOWED);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
