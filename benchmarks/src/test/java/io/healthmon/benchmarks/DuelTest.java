package io.healthmon.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelTest {

    @Test
    void theWaysAreGoneInTurns() throws SQLException {
        List<String> gone = new ArrayList<>();
        new Duel().with("a", () -> gone.add("a")).with("b", () -> gone.add("b")).run(1, 2);
        assertThat(gone).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void theSlowestTurnIsNoFasterThanTheUsualOne() throws SQLException {
        Duel duel = new Duel().with("a", () -> Thread.onSpinWait()).run(0, 101);

        assertThat(duel.quantile("a", 0.5)).isEqualTo(duel.median("a")).isPositive();
        assertThat(duel.quantile("a", 1)).isGreaterThanOrEqualTo(duel.median("a"));
    }

    @Test
    void aWayThatWasNeverAddedHasNoFigure() {
        Duel duel = new Duel();
        assertThatIllegalArgumentException().isThrownBy(() -> duel.median("a")).withMessage("no way is called a");
    }
}
