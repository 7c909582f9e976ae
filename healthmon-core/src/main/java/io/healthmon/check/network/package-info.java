/** Checks that need the network but no HTTP: of ports, certificates, names, mail servers, databases and Redis. */
@NullMarked
package io.healthmon.check.network;

import org.jspecify.annotations.NullMarked;
