package io.healthmon;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.alert.IssuedAlert;
import io.healthmon.outbox.DeliveryOutcome.Result;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnstoredAlertsTest {

    private static final long LATER = UnstoredAlerts.PATIENCE;

    private final UnstoredAlerts memory = new UnstoredAlerts();

    private static IssuedAlert down(String integration) {
        return Alerts.down(integration, MonitorHarness.START, "mail");
    }

    private void fill(int from, int to) {
        IntStream.range(from, to).forEach(number -> memory.issued(down("i" + number), 0));
    }

    private String due() {
        return Objects.requireNonNull(memory.due(LATER)).alert().id();
    }

    @Test
    void anAlertIsDueOnceTheStoreHadItsTime() {
        memory.issued(down("shop"), 0);

        assertThat(memory.due(LATER - 1)).isNull();
        assertThat(due()).isEqualTo("shop-down");
    }

    @Test
    void whatTheStoreHasOrRefusedIsNotDue() {
        fill(0, 2);
        memory.stored("i0-down");
        memory.refused("i1-down");

        assertThat(memory.due(LATER)).isNull();
        assertThat(memory.waits()).isFalse();
    }

    @Test
    void beyondTheCapacityTheOldestAreForgottenAndCounted() {
        fill(0, UnstoredAlerts.CAPACITY + 3);

        assertThat(memory.dropped()).isEqualTo(3);
        assertThat(due()).isEqualTo("i3-down");
    }

    @Test
    void whatTheStoreHasIsForgottenFirstAndDoesNotCount() {
        fill(0, 10);
        fill(100, 100 + UnstoredAlerts.CAPACITY - 10);
        IntStream.range(100, 200).forEach(number -> memory.stored("i" + number + "-down"));
        fill(100_000, 100_050);

        assertThat(memory.dropped()).isZero();
        assertThat(due()).isEqualTo("i0-down");
    }

    @Test
    void anAlertThatComesTwiceIsRememberedOnce() {
        memory.issued(down("shop"), 0);
        memory.ended(down("shop").alert(), Result.DELIVERED);
        memory.issued(down("shop"), 0);

        assertThat(memory.due(LATER)).isNull();
    }

    @Test
    void onceItsEndHasBeenToldAnOutageIsForgotten() {
        IssuedAlert recovered = Alerts.recovered("shop", MonitorHarness.START, "mail");
        memory.issued(down("shop"), 0);
        memory.issued(recovered, 0);
        memory.ended(down("shop").alert(), Result.DELIVERED);
        memory.ended(recovered.alert(), Result.DELIVERED);
        memory.stored("shop-down");
        memory.stored("shop-recovered");
        assertThat(memory.unmarked()).containsExactly("shop-down", "shop-recovered");
        memory.marked("shop-down");
        memory.marked("shop-recovered");

        assertThat(memory.unmarked()).isEmpty();
        assertThat(memory.result("shop-down")).isEqualTo(Result.WAITING);
        assertThat(memory.waits()).isFalse();
    }
}
