package io.healthmon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proves each rule with a source just inside the limit and one just outside. */
class SourceRulesTest {

    @TempDir
    Path folder;

    @Test
    void fileOfTooManyLinesIsFound() throws IOException {
        source("Inside", "class Inside {" + "\n".repeat(349) + "}");
        source("Outside", "class Outside {" + "\n".repeat(350) + "}");

        assertThat(SourceRules.filesTooLong(folder))
                .containsExactly(folder.resolve("Outside.java") + " has 351 lines, allowed are 350");
    }

    @Test
    void packageOfTooManyPublicTypesIsFound() throws IOException {
        publicTypes("inside", 12);
        publicTypes("outside", 13);

        assertThat(SourceRules.packagesTooWide(folder))
                .containsExactly("package outside has 13 public types, allowed are 12");
    }

    @Test
    void hiddenTypesDoNotCount() throws IOException {
        publicTypes("inside", 12);
        source("Hidden", "package inside; class Hidden { public static class Nested {} }");

        assertThat(SourceRules.packagesTooWide(folder)).isEmpty();
    }

    @Test
    void bodyOfTooManyLinesIsFound() throws IOException {
        source(
                "Bodies",
                "class Bodies {\nvoid inside() {" + "\n".repeat(31) + "}\nvoid outside() {" + "\n".repeat(32) + "}\n}");

        assertThat(SourceRules.membersTooLarge(folder))
                .containsExactly(
                        folder.resolve("Bodies.java") + ":34 has 31 lines in the body of outside, allowed are 30");
    }

    @Test
    void constructorOfTooManyParametersIsFound() throws IOException {
        source("Inside", "class Inside { Inside(" + parameters(6) + ") {} void method(" + parameters(9) + ") {} }");
        source("Outside", "class Outside { Outside(" + parameters(7) + ") {} }");

        assertThat(SourceRules.membersTooLarge(folder))
                .containsExactly(folder.resolve("Outside.java") + ":1 has 7 constructor parameters, allowed are 6");
    }

    @Test
    void recordOfTooManyComponentsIsFound() throws IOException {
        source("Inside", "record Inside(" + parameters(12) + ") { static int other; Inside {} }");
        source("Outside", "record Outside(" + parameters(13) + ") {}");

        assertThat(SourceRules.membersTooLarge(folder))
                .containsExactly(
                        folder.resolve("Outside.java") + ":1 has 13 components of record Outside, allowed are 12");
    }

    @Test
    void folderThatDoesNotExistHoldsNothing() {
        assertThat(SourceRules.membersTooLarge(folder.resolve("missing"))).isEmpty();
    }

    private void publicTypes(String name, int count) throws IOException {
        Files.createDirectories(folder.resolve(name));
        for (int i = 0; i < count; i++) {
            source(name + "/T" + i, "package " + name + "; public interface T" + i + " {}");
        }
    }

    private void source(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".java"), text);
    }

    private static String parameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "int p" + i).collect(Collectors.joining(", "));
    }
}
