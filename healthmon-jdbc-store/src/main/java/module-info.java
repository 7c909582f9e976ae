/** The store in a JDBC database: H2, PostgreSQL or MariaDB. */
@SuppressWarnings("requires-automatic") // Jdbi has no module descriptor, but a name of its own
module io.healthmon.jdbc {
    requires transitive io.healthmon.core;
    requires transitive java.sql;
    requires org.jdbi.v3.core;
    requires org.slf4j;
    requires static com.zaxxer.hikari;
    requires static org.postgresql.jdbc;
    requires static transitive org.jspecify;

    exports io.healthmon.jdbc;

    provides io.healthmon.store.HealthStoreProvider with
            io.healthmon.jdbc.JdbcHealthStoreProvider;
}
