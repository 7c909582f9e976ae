/** When things run: schedules, the scheduler that keeps the time, and who owns an integration. */
@NullMarked
package io.healthmon.schedule;

import org.jspecify.annotations.NullMarked;
