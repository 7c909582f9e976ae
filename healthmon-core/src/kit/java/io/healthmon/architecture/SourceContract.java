package io.healthmon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the {@link SourceRules} on the sources of the module whose tests extend this class. */
public abstract class SourceContract {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final List<Path> ALL = List.of(MAIN, Path.of("src", "kit", "java"), Path.of("src", "test", "java"));

    /** For subclasses. */
    protected SourceContract() {}

    @Test
    void thereAreSourcesToLookAt() {
        assertThat(MAIN).as("the tests run in the folder of their module").isDirectory();
    }

    @Test
    void noFileIsTooLong() {
        assertThat(ALL).flatMap(SourceRules::filesTooLong).isEmpty();
    }

    @Test
    void noPackageIsTooWide() {
        assertThat(SourceRules.packagesTooWide(MAIN)).isEmpty();
    }

    @Test
    void noMemberIsTooLarge() {
        assertThat(ALL).flatMap(SourceRules::membersTooLarge).isEmpty();
    }
}
