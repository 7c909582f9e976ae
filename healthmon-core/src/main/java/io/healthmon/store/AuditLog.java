package io.healthmon.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who changed what, and when. Entries are only ever added. Safe for use by multiple threads; a method that cannot do its
 * work throws {@link StoreException}.
 *
 * @since 0.1
 */
public interface AuditLog {

    /** Adds an entry. */
    void add(Entry entry);

    /**
     * Returns the newest entries, newest first.
     *
     * @param limit the most that are returned, at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    List<Entry> newest(int limit);

    /** Returns the newest entry about an action; empty if there is none. */
    Optional<Entry> last(String action);

    /**
     * One thing that was done.
     *
     * @param at when
     * @param actor who did it: the name of a token, or {@code healthmon} for what it does by itself
     * @param action what was done, such as {@code cleanup}
     * @param subject what it was done to, such as the id of an integration; may be empty
     * @param details what came of it, in one line; nothing secret
     */
    record Entry(Instant at, String actor, String action, String subject, String details) {

        /** Refuses null. */
        public Entry {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(actor, "actor");
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(details, "details");
        }
    }
}
