package io.healthmon.metric.application;

import java.util.OptionalDouble;

/**
 * How things are with a threshold.
 *
 * @param threshold which
 * @param value what its metric comes to at present; empty if there is nothing to say it of
 * @param samples how many values that is made of
 * @param exceeded whether the value is beyond the limit, and there are as many values as the threshold wants
 * @since 0.1
 */
public record ThresholdReading(MetricThreshold threshold, OptionalDouble value, long samples, boolean exceeded) {}
