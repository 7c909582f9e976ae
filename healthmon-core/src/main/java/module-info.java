/** The health monitor: vocabulary, engine, in-memory store and the framework-neutral HTTP surface. */
module io.healthmon.core {
    requires com.fasterxml.jackson.core;
    requires java.management;
    requires org.slf4j;
    requires static jdk.httpserver;
    requires static transitive org.jspecify;

    exports io.healthmon.check;
    exports io.healthmon.event;
    exports io.healthmon.json;
    exports io.healthmon.metric;
    exports io.healthmon.schedule;
    exports io.healthmon.secret;
    exports io.healthmon.settings;
    exports io.healthmon.state;
    exports io.healthmon.store;
    exports io.healthmon;

    uses io.healthmon.check.HealthCheckProvider;
}
