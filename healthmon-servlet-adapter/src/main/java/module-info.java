/** The adapter for servlet containers. */
module io.healthmon.servlet {
    requires transitive io.healthmon.core;
    // Static, since an embedded Tomcat brings the API under a module name of its own.
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;

    exports io.healthmon.servlet;
}
