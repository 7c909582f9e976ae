/** The adapter for servlet containers. */
module io.healthmon.servlet {
    requires transitive io.healthmon.core;
    // Static, since an embedded Tomcat brings the API under a module name of its own.
    requires static transitive jakarta.servlet;
    requires static jakarta.websocket;
    requires static jakarta.websocket.client;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.healthmon.servlet;
}
