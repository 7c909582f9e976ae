package io.healthmon.metric;

/**
 * What results over a span of time came to: counted, and weighed by time.
 *
 * @param statistics by counting results, as the success rate does
 * @param uptime by the time that results stand for, with its gaps
 * @since 0.1
 */
public record Figures(Statistics statistics, Uptime uptime) {}
