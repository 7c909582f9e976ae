/** The health monitor: vocabulary, engine, in-memory store and the framework-neutral HTTP surface. */
module io.healthmon.core {
    requires com.fasterxml.jackson.databind;
    requires java.management;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.healthmon.check;
    exports io.healthmon.check.network;
    exports io.healthmon.check.process;
    exports io.healthmon.schedule;
    exports io.healthmon.secret;
    exports io.healthmon.settings;
    exports io.healthmon.state;

    uses io.healthmon.check.HealthCheckProvider;

    provides io.healthmon.check.HealthCheckProvider with
            io.healthmon.check.network.NetworkChecks,
            io.healthmon.check.process.ProcessChecks;
}
