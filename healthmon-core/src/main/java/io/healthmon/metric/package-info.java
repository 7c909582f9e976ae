/** Figures over time: rolling statistics and mergeable latency sketches; pure arithmetic. */
@NullMarked
package io.healthmon.metric;

import org.jspecify.annotations.NullMarked;
