/** The health monitor: vocabulary, engine, in-memory store and the framework-neutral HTTP surface. */
module io.healthmon.core {
    requires java.management;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;
    requires static org.jspecify;

    provides io.healthmon.check.HealthCheckProvider with
            io.healthmon.check.network.NetworkChecks,
            io.healthmon.check.process.ProcessChecks;
}
