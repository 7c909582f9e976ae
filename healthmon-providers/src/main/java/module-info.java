/** Checks that reach services over the network. */
module io.healthmon.providers {
    requires transitive io.healthmon.core;
    requires java.net.http;
    requires static transitive org.jspecify;
}
