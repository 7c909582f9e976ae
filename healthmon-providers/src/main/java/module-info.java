/** Checks that reach services over the network. */
module io.healthmon.providers {
    requires transitive io.healthmon.core;
    requires transitive java.net.http;
    requires static transitive org.jspecify;

    exports io.healthmon.provider.http;

    provides io.healthmon.check.HealthCheckProvider with
            io.healthmon.provider.http.HttpChecks;
}
