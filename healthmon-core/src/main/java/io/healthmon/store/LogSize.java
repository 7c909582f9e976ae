package io.healthmon.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much a log holds.
 *
 * @param results how many results
 * @param oldest the time of the oldest, or null when there is none
 * @since 0.1
 */
public record LogSize(long results, @Nullable Instant oldest) {}
