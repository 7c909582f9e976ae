package io.healthmon.testkit;

import static io.healthmon.testkit.StoredResults.MORNING;
import static io.healthmon.testkit.StoredResults.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.healthmon.store.AuditLog;
import io.healthmon.store.StoreException;
import java.util.List;
import java.util.Objects;
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
    void pagesOfTheAuditLogGoOnWhereTheOneBeforeEnded() {
        for (int number = 0; number < 5; number++) {
            store.audit().add(done(number, "cleanup"));
        }
        AuditLog.Page first = store.audit().page(AuditLog.Filter.ALL, AuditLog.NEWEST, 2);
        store.audit().add(done(5, "cleanup"));
        AuditLog.Page second = store.audit().page(AuditLog.Filter.ALL, next(first), 2);
        AuditLog.Page third = store.audit().page(AuditLog.Filter.ALL, next(second), 2);

        assertThat(first.entries()).containsExactly(done(4, "cleanup"), done(3, "cleanup"));
        assertThat(second.entries()).containsExactly(done(2, "cleanup"), done(1, "cleanup"));
        assertThat(third.entries()).containsExactly(done(0, "cleanup"));
        assertThat(third.next()).isNull();
    }

    @Test
    void aFullLastPageOfTheAuditLogSaysThatItIsTheLast() {
        store.audit().add(done(1, "cleanup"));
        store.audit().add(done(2, "cleanup"));
        assertThat(store.audit().page(AuditLog.Filter.ALL, AuditLog.NEWEST, 2).next())
                .isNull();
    }

    @Test
    void aFilterOfTheAuditLogLetsThroughWhatIsEqualInAllThatItNames() {
        AuditLog.Entry wanted = new AuditLog.Entry(at(1), "Ada' or '1'='1", "edit", "größe", "");
        store.audit().add(wanted);
        store.audit().add(new AuditLog.Entry(at(2), "Ada' or '1'='1", "edit", "mail", ""));
        store.audit().add(new AuditLog.Entry(at(3), "ada", "edit", "größe", ""));
        store.audit().add(new AuditLog.Entry(at(4), "Ada' or '1'='1", "cleanup", "größe", ""));

        assertThat(entries(new AuditLog.Filter("edit", "Ada' or '1'='1", "größe")))
                .containsExactly(wanted);
        assertThat(entries(new AuditLog.Filter(null, "ada", null))).hasSize(1);
        assertThat(entries(new AuditLog.Filter(null, null, "größe"))).hasSize(3);
        assertThat(entries(new AuditLog.Filter("other", null, null))).isEmpty();
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

    private List<AuditLog.Entry> entries(AuditLog.Filter filter) {
        return store.audit().page(filter, AuditLog.NEWEST, 10).entries();
    }

    private static long next(AuditLog.Page page) {
        return Objects.requireNonNull(page.next());
    }

    private static AuditLog.Entry done(int number, String action) {
        return new AuditLog.Entry(at(number), "healthmon", action, "stripe", "number " + number);
    }
}
