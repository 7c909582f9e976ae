/** The store in a JDBC database. Empty so far. */
module io.healthmon.jdbc {
    requires transitive io.healthmon.core;
    requires static transitive org.jspecify;
}
