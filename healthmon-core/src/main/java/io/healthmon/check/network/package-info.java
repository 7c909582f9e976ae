/** Checks that need the network but no protocol above TCP. */
@NullMarked
package io.healthmon.check.network;

import org.jspecify.annotations.NullMarked;
