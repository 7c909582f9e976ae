package io.healthmon.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.store.HealthStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a process writes while it is being stopped. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "starts its children by /bin/sh")
class StopTest {

    @TempDir
    Path folder;

    @Test
    void h2StaysOpenForTheLastResultsOfAProcessThatIsTerminated() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("health");

        assertThat(lastWordOfOneThatIsTerminated(url)).isEqualTo("written");
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            assertThat(Results.times(store, "stripe")).hasSize(1);
        }
    }

    @Test
    void whoWantsH2ToCloseItIsHeard() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("health") + ";DB_CLOSE_ON_EXIT=TRUE";

        assertThat(lastWordOfOneThatIsTerminated(url)).startsWith("failed: Database is already closed");
    }

    @Test
    void aFileThatIsSharedByAutoServerOpensAsBefore() {
        String url = "jdbc:h2:file:" + folder.resolve("health") + ";auto_server=TRUE";
        try (HealthStore store = JdbcHealthStore.open(url, "", TestDatabases.NO_PASSWORD)) {
            store.append(Results.of("stripe", 1, 2));

            assertThat(Results.times(store, "stripe")).hasSize(1);
        }
    }

    private static String lastWordOfOneThatIsTerminated(String url) throws Exception {
        try (ChildWriter.Running child = ChildWriter.start(ChildStopped.class, url, 1, "")) {
            child.await("open");
            // by its handle, because the process itself would throw away what it says
            assertThat(child.process().toHandle().destroy()).isTrue();
            String word = child.await("");
            child.process().waitFor(); // which has the file until then
            return word;
        }
    }
}
