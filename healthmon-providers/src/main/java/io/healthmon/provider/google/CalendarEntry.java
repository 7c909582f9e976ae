package io.healthmon.provider.google;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.service.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer tells of a calendar, as it has to be.
 *
 * @param role the least role that the user has to have, or null for any
 */
record CalendarEntry(@Nullable String role) {

    /** From the least to the most. */
    private static final List<String> ROLES =
            List.of("none", "freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner");

    CalendarEntry {
        if (role != null && ROLES.indexOf(role) < 1) {
            throw new IllegalArgumentException("role \"" + role + "\" is not allowed; use one of "
                    + String.join(", ", ROLES.subList(1, ROLES.size())));
        }
    }

    /** Says whether it is so. */
    CheckResult judge(Shape entry, HttpAnswer answer) {
        String actual = entry.text("accessRole");
        if (role != null && !ROLES.contains(actual)) {
            throw entry.wrong("accessRole", "a role that is known here");
        }
        boolean deleted = entry.optionalFlag("deleted").orElse(false);
        CheckResult result = deleted ? deleted() : ofRole(actual);
        return result.withDetail("accessRole", answer.safe(actual));
    }

    private CheckResult ofRole(String actual) {
        if (role == null || ROLES.indexOf(actual) >= ROLES.indexOf(role)) {
            return CheckResult.healthy();
        }
        return CheckResult.down(new Problem(
                Cause.PERMISSION,
                "The user is " + actual + " of the calendar where " + role + " is needed.",
                "Share the calendar with the user as " + role + ", or lower \"role\".",
                GoogleErrors.CALENDAR));
    }

    private static CheckResult deleted() {
        return CheckResult.down(new Problem(
                Cause.CONFIGURATION,
                "The calendar was deleted from the list of the user.",
                "Have the user add it again, or correct \"calendarId\".",
                GoogleErrors.CALENDAR));
    }
}
