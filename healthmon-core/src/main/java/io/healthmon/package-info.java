/** The monitor: what an application builds, starts, asks and closes. */
@NullMarked
package io.healthmon;

import org.jspecify.annotations.NullMarked;
