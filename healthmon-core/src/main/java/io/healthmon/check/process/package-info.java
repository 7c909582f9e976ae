/** Checks of this process and its machine: disk, heap and threads. */
@NullMarked
package io.healthmon.check.process;

import org.jspecify.annotations.NullMarked;
