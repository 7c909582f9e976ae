/** Heartbeats: jobs that report by themselves, and are down when they no longer do. */
@NullMarked
package io.healthmon.check.heartbeat;

import org.jspecify.annotations.NullMarked;
