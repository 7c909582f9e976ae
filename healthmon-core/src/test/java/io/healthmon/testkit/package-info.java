/** Doubles and contract kits that the tests of several packages share. */
@NullMarked
package io.healthmon.testkit;

import org.jspecify.annotations.NullMarked;
