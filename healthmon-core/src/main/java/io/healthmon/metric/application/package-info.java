/** What the application itself measures: values, bounded series, sliding windows and thresholds; no clock, no I/O. */
@NullMarked
package io.healthmon.metric.application;

import org.jspecify.annotations.NullMarked;
