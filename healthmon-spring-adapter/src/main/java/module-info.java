/** The auto-configuration for Spring Boot. Empty so far. */
module io.healthmon.spring {
    requires transitive io.healthmon.core;
    requires static transitive org.jspecify;
}
