/** The health monitor: vocabulary, engine, in-memory store and the framework-neutral HTTP surface. */
module io.healthmon.core {
    requires com.fasterxml.jackson.core;
    requires java.management;
    requires java.naming;
    requires transitive java.sql;
    requires transitive jdk.httpserver;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.healthmon;
    exports io.healthmon.alert;
    exports io.healthmon.channel;
    exports io.healthmon.check;
    exports io.healthmon.check.composed;
    exports io.healthmon.check.heartbeat;
    exports io.healthmon.check.network;
    exports io.healthmon.check.passive;
    exports io.healthmon.check.process;
    exports io.healthmon.event;
    exports io.healthmon.http;
    exports io.healthmon.http.jdk;
    exports io.healthmon.json;
    exports io.healthmon.maintenance;
    exports io.healthmon.metric;
    exports io.healthmon.metric.application;
    exports io.healthmon.outbox;
    exports io.healthmon.report;
    exports io.healthmon.schedule;
    exports io.healthmon.secret;
    exports io.healthmon.settings;
    exports io.healthmon.state;
    exports io.healthmon.store;
    exports io.healthmon.egress;

    uses io.healthmon.channel.AlertChannelProvider;
    uses io.healthmon.check.HealthCheckProvider;
    uses io.healthmon.store.HealthStoreProvider;

    provides io.healthmon.channel.AlertChannelProvider with
            io.healthmon.channel.LogChannelProvider;
    provides io.healthmon.check.HealthCheckProvider with
            io.healthmon.check.heartbeat.HeartbeatChecks,
            io.healthmon.check.network.NetworkChecks,
            io.healthmon.check.process.ProcessChecks;
}
