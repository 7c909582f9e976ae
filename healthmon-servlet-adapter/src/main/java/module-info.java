/** The adapter for servlet containers. Empty so far. */
module io.healthmon.servlet {
    requires transitive io.healthmon.core;
    requires static transitive org.jspecify;
}
