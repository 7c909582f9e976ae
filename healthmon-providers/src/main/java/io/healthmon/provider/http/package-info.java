/** The HTTP check: asks an address with the client of the JDK, and says what that client does not. */
@NullMarked
package io.healthmon.provider.http;

import org.jspecify.annotations.NullMarked;
