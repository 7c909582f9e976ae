package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.store.AuditLog;
import io.healthmon.store.StoreException;
import org.junit.jupiter.api.Test;

/** What {@link AuditLog} promises. */
abstract class AuditContract extends FiguresContract {

    @Test
    void anEmptyAuditLogHasNoEntries() {
        assertThat(store.audit().newest(10)).isEmpty();
        assertThat(store.audit().last("cleanup")).isEmpty();
    }

    @Test
    void anEntryOfTheAuditLogComesBackAsItWasWritten() {
        AuditLog.Entry entry =
                new AuditLog.Entry(MORNING.plusNanos(123_456_000), "Größe 🚑", "cleanup", "", "removed 5 of \"x\"");
        store.audit().add(entry);
        assertThat(store.audit().newest(10)).containsExactly(entry);
    }

    @Test
    void theNewestEntriesComeNewestFirst() {
        for (int number = 0; number < 5; number++) {
            store.audit().add(done(number, "cleanup"));
        }
        assertThat(store.audit().newest(2)).containsExactly(done(4, "cleanup"), done(3, "cleanup"));
    }

    @Test
    void theLastEntryAboutAnActionIsTheNewest() {
        store.audit().add(done(1, "cleanup"));
        store.audit().add(done(2, "cleanup"));
        store.audit().add(done(3, "edit"));
        assertThat(store.audit().last("cleanup")).contains(done(2, "cleanup"));
        assertThat(store.audit().last("other")).isEmpty();
    }

    @Test
    void fewerThanOneEntryIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.audit().newest(0))
                .withMessageContaining("limit 0");
    }

    @Test
    void theAuditLogOfAClosedStoreAnswersNothing() {
        AuditLog before = store.audit();
        store.close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> before.newest(1))
                .withMessageContaining("closed");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> before.add(done(1, "cleanup")))
                .withMessageContaining("closed");
    }

    private static AuditLog.Entry done(int number, String action) {
        return new AuditLog.Entry(at(number), "healthmon", action, "stripe", "number " + number);
    }
}
