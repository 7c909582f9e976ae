package io.healthmon.store;

import io.healthmon.secret.Redactor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what, and when. Entries are only ever added. Safe for use by multiple threads; a method that cannot do its
 * work throws {@link StoreException}.
 *
 * @since 0.1
 */
public interface AuditLog {

    /** Where the newest entries begin. */
    long NEWEST = Long.MAX_VALUE;

    /** Adds an entry. */
    void add(Entry entry);

    /**
     * Returns the newest entries, newest first.
     *
     * @param limit the most that are returned, at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    List<Entry> newest(int limit);

    /**
     * Returns a page of the entries that a filter lets through, newest first.
     *
     * @param before where the page before ended, as it says at {@link Page#next()}; {@link #NEWEST} for the first page
     * @param limit the most that are returned, at least 1
     * @throws IllegalArgumentException if the limit is less than 1
     */
    Page page(Filter filter, long before, int limit);

    /** Returns the newest entry about an action; empty if there is none. */
    Optional<Entry> last(String action);

    /**
     * Which entries are wanted: those that are equal in whatever is not null.
     *
     * @param action what was done, or null
     * @param actor who did it, or null
     * @param subject what it was done to, or null
     */
    record Filter(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String subject) {

        /** Lets all entries through. */
        public static final Filter ALL = new Filter(null, null, null);

        /** Returns whether an entry is wanted. */
        public boolean lets(Entry entry) {
            return (action == null || action.equals(entry.action()))
                    && (actor == null || actor.equals(entry.actor()))
                    && (subject == null || subject.equals(entry.subject()));
        }
    }

    /**
     * Some entries, newest first.
     *
     * @param entries the entries; unmodifiable
     * @param next where the next page begins, or null if this is the last one
     */
    record Page(List<Entry> entries, @Nullable Long next) {

        /** Copies the entries. */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One thing that was done; what looks like a secret becomes {@code ***}.
     *
     * @param at when
     * @param actor who did it: the name of a token, or {@code healthmon} for what it does by itself
     * @param action what was done, such as {@code cleanup}
     * @param subject what it was done to, such as the id of an integration; may be empty
     * @param details what came of it, in one line; nothing secret
     */
    record Entry(Instant at, String actor, String action, String subject, String details) {

        /** Refuses null, and redacts the texts. */
        public Entry {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(action, "action");
            actor = Redactor.standard().redact(Objects.requireNonNull(actor, "actor"));
            subject = Redactor.standard().redact(Objects.requireNonNull(subject, "subject"));
            details = Redactor.standard().redact(Objects.requireNonNull(details, "details"));
        }

        /** Returns this entry without the values that a redactor knows by heart. */
        public Entry redactedBy(Redactor redactor) {
            return new Entry(at, redactor.redact(actor), action, redactor.redact(subject), redactor.redact(details));
        }
    }
}
