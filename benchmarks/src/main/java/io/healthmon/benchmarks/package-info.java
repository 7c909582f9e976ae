/** Measurements of healthmon beside a peer or a limit. */
@NullMarked
package io.healthmon.benchmarks;

import org.jspecify.annotations.NullMarked;
