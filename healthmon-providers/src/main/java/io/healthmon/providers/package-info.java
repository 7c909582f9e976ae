/** Checks that reach services over the network. */
@NullMarked
package io.healthmon.providers;

import org.jspecify.annotations.NullMarked;
