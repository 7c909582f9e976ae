/** The adapter for the JDK's own HTTP server. */
@NullMarked
package io.healthmon.http.jdk;

import org.jspecify.annotations.NullMarked;
