package io.healthmon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSettingsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "${HOST}, example.com",
        "http://${HOST}:${PORT}/, http://example.com:8443/",
        "${HOST:localhost}, example.com",
        "${NONE:localhost}, localhost",
        "${NONE:http://localhost:80}, http://localhost:80",
        "a${NONE:}b, ab",
        "a${EMPTY}b, ab",
        "a${EMPTY:default}b, ab",
        "$${HOST}, ${HOST}",
        "$${${HOST}}, ${example.com}",
        "$HOST $ {HOST} {HOST}, $HOST $ {HOST} {HOST}",
        "${TRAP}, ${HOST} $1 \\",
    })
    void aVariableIsReplacedOnceByWhatItHolds(String written, String expanded) {
        assertThat(parse("{\"a\":\"" + written + "\"}").requireText("a")).isEqualTo(expanded);
    }

    @Test
    void everyTextIsExpandedAtAnyDepthButNoName() {
        Settings settings =
                parse("{\"a\":{\"list\":[\"${HOST}\",\"x\"]},\"groups\":[{\"b\":\"${PORT}\"}],\"${HOST}\":1}");

        assertThat(settings.group("a").texts("list")).isEqualTo(List.of("example.com", "x"));
        assertThat(settings.groups("groups").get(0).number("b", 1, 65_535)).hasValue(8_443);
        assertThat(settings.names()).contains("${HOST}");
    }

    @Test
    void aVariableThatIsNotSetIsNamedWithItsPlaceAndTheWayOut() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> parse("{\"integrations\":[{},{\"headers\":{\"X-Key\":\"a ${NONE}\"}}]}"))
                .withMessage("integrations[1].headers.X-Key: the variable NONE is not set; set it, or write"
                        + " ${NONE:default} in its place");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> parse("{\"tags\":[\"a\",\"${NONE}\"]}"))
                .withMessageStartingWith("tags[1]: the variable NONE is not set;");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> parse("{\"apiKey\":\"${STRIPE_API_KEY}\"}"))
                .withMessage("apiKey: the variable STRIPE_API_KEY is not set; set it, or write"
                        + " ${STRIPE_API_KEY:default} in its place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${", "${}", "${HOST", "${a b}", "${:x}", "${1A}", "${A:${HOST}}", "x ${HOST} ${"})
    void whatLooksLikeAVariableButIsNoneIsRefused(String written) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> parse("{\"a\":\"" + written + "\"}"))
                .withMessage(
                        "a: has a \"${\" that is no variable; write ${NAME} or ${NAME:default} with letters, digits"
                                + " and '_' in the name, or $${ for a plain ${");
    }

    @Test
    void settingsAreReadFromAFile() throws IOException {
        Path file = write("{\"server\":{\"port\":\"${PORT}\"}}");

        assertThat(read(file).group("server").number("port", 0, 65_535)).hasValue(8_443);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = directory.resolve("none.json");

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(file))
                .withMessage(file + ": there is no such file; check the path");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(directory))
                .withMessage(directory + ": is a directory; give the file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t"})
    void anEmptyFileIsNamed(String content) throws IOException {
        Path file = write(content);

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(file))
                .withMessage(file + ": is empty; write settings such as {\"integrations\": []}");
    }

    @Test
    void aByteOrderMarkIsNamed() throws IOException {
        Path file = write("\uFEFF{}");

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(file))
                .withMessage(file + ": line 1, column 1: begins with a byte order mark; save it as UTF-8 without one");
    }

    @Test
    void malformedJsonIsNamedWithFileLineAndColumn() throws IOException {
        Path file = write("{\n  \"server\": {},\n}\n");

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(file))
                .withMessage(file + ": line 3, column 1: a name in double quotes is expected here");
    }

    private Path write(String content) throws IOException {
        return Files.writeString(directory.resolve("healthmon.json"), content);
    }

    private static Settings read(Path file) {
        return JsonSettings.read(file, environment());
    }

    private static Settings parse(String document) {
        return JsonSettings.parse(document.getBytes(StandardCharsets.UTF_8), environment());
    }

    private static Map<String, String> environment() {
        return Map.of("HOST", "example.com", "PORT", "8443", "EMPTY", "", "TRAP", "${HOST} $1 \\");
    }
}
