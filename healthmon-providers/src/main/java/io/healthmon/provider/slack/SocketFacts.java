package io.healthmon.provider.slack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an application's socket at a moment.
 *
 * @param connectedSince since when it has the connection that works, or null without one
 * @param lastFrame when something came last, or null
 * @param lostAt since when there is trouble and no connection that works, or null
 * @param connectedOnce whether there ever was one that worked
 * @param trouble what went wrong since Slack greeted the application last
 * @param lastDisconnect why Slack ended a connection last, or null
 * @param connections how many Slack said that the app has, or null
 * @param app the id of the app, or null
 */
record SocketFacts(
        @Nullable Instant connectedSince,
        @Nullable Instant lastFrame,
        @Nullable Instant lostAt,
        boolean connectedOnce,
        SocketTrouble trouble,
        @Nullable String lastDisconnect,
        @Nullable Integer connections,
        @Nullable String app) {}
