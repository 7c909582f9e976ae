/** Checks made of other checks and of steps: inverse, composite and flow. */
@NullMarked
package io.healthmon.check.composed;

import org.jspecify.annotations.NullMarked;
