package io.healthmon.provider.google;

import java.util.List;

/**
 * What a check of Google Calendar asks for, by what the token is allowed.
 *
 * @since 0.1
 */
public enum CalendarCall {
    /** The calendar in the list of the user, with his role. */
    CALENDAR(
            "/calendar/v3/users/me/calendarList",
            "calendar.calendarlist.readonly calendar.calendarlist calendar.readonly calendar"),

    /** The head of the list of events, with the user's role. Works with the scopes of events too. */
    EVENTS("/calendar/v3/calendars", "calendar.events.readonly calendar.events calendar.readonly calendar"),

    /** Whether the calendar was busy in one minute of the past. Works with {@code calendar.freebusy} too; tells no role. */
    FREE_BUSY("/calendar/v3/freeBusy", "calendar.freebusy calendar.readonly calendar");

    private final String collection;
    private final String scopes;

    CalendarCall(String collection, String scopes) {
        this.collection = collection;
        this.scopes = scopes;
    }

    /** Returns the part of the path that names no calendar. */
    String collection() {
        return collection;
    }

    /** Returns what is asked for. */
    String path(String encodedId) {
        return switch (this) {
            case CALENDAR -> collection + "/" + encodedId;
            case EVENTS -> collection + "/" + encodedId + "/events?maxResults=1&fields=accessRole,timeZone,updated";
            case FREE_BUSY -> collection;
        };
    }

    /** Returns the scopes of which one is enough. */
    List<String> scopes() {
        return List.of(scopes.split(" ", -1));
    }
}
