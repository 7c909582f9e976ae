package io.healthmon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadTest {

    private static final String VALUE =
            "a value is expected here: a text in double quotes, a number, true, false, null, [ or {";
    private static final String TOO_EARLY = "the document ends too early; a closing \", ] or } is missing";

    @Test
    void everyKindOfValueBecomesItsPlainJavaValue() {
        Map<String, Object> read = readObject(
                "{\"text\":\"ä€😀\",\"int\":1,\"long\":3000000000,\"big\":30000000000000000000,\"real\":1.50,"
                        + "\"yes\":true,\"no\":false,\"nothing\":null,\"list\":[1,[],{}],\"group\":{\"a\":\"b\"}}");

        assertThat(read)
                .containsEntry("text", "ä€😀")
                .containsEntry("int", 1)
                .containsEntry("long", 3_000_000_000L)
                .containsEntry("big", new BigDecimal("30000000000000000000"))
                .containsEntry("real", new BigDecimal("1.50"))
                .containsEntry("yes", true)
                .containsEntry("no", false)
                .containsEntry("nothing", null)
                .containsEntry("list", List.of(1, List.of(), Map.of()))
                .containsEntry("group", Map.of("a", "b"));
    }

    @Test
    void namesKeepTheOrderInWhichTheyWereWritten() {
        assertThat(readObject("{\"z\":1,\"a\":2,\"m\":3}").keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void aDocumentNeedNotBeAnObject() {
        assertThat(Json.read(bytes("[1,2]"))).isEqualTo(List.of(1, 2));
        assertThat(Json.read(bytes("null"))).isNull();
    }

    @Test
    void theDeepestNestingAllowedIsRead() {
        String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);

        assertThat(Json.read(bytes(deepest))).isInstanceOf(List.class);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNotAllowedIsNamedWithItsPlace(String document, String message) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> readObject(document))
                .withMessage(message);
    }

    static Stream<Arguments> whatIsNotAllowedIsNamedWithItsPlace() {
        return Stream.of(
                arguments("{\"a\": 1,}", "line 1, column 9: a name in double quotes is expected here"),
                arguments("{a: 1}", "line 1, column 2: a name in double quotes is expected here"),
                arguments("{\"a\" 1}", "line 1, column 6: a colon is missing after the name"),
                arguments("{\"ä\": 1\n \"b\": 2}", "line 2, column 2: a comma is missing before this"),
                arguments("{\"a\": [1 2]}", "line 1, column 10: a comma is missing before this"),
                arguments("{\"a\": 'x'}", "line 1, column 7: " + VALUE),
                arguments("{\"a\":}", "line 1, column 6: " + VALUE),
                arguments("{\n  // no\n}", "line 2, column 3: JSON has no comments; remove it"),
                arguments("{\"a\": 1", "line 1, column 8: " + TOO_EARLY),
                arguments("{\"a\": \"x", "line 1, column 9: " + TOO_EARLY),
                arguments("{\"a\": [1}", "line 1, column 9: this bracket does not close the one that is open"),
                arguments(
                        "{\"a\": \"x\ny\"}",
                        "line 1, column 9: a text holds a line break or control character; write \\n and the like"),
                arguments(
                        "{\"a\": \"C:\\dir\"}",
                        "line 1, column 11: this escape is unknown; write \\\\ for a backslash"),
                arguments("{\"a\": \"\\u00zz\"}", "line 1, column 12: \\u needs four hexadecimal digits"),
                arguments("{\"a\": 01}", "line 1, column 8: this is not a number that JSON knows"),
                arguments("{\"a\": NaN}", "line 1, column 10: this is not a number that JSON knows"),
                arguments("{\"a\": \u0000}", "line 1, column 8: a control character stands here; remove it"),
                arguments("{} {}", "line 1, column 4: the document is complete before this; remove what follows"),
                arguments("", "line 1, column 1: is empty; a JSON document is expected"),
                arguments("\uFEFF{}", "line 1, column 1: begins with a byte order mark; save it as UTF-8 without one"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsBeyondTheLimitsIsRefused(String value, String problem) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> readObject("{\n\"a\":" + value + "}"))
                .withMessageStartingWith("line 2, column ")
                .withMessageEndingWith(problem);
    }

    static Stream<Arguments> whatIsBeyondTheLimitsIsRefused() {
        return Stream.of(
                arguments("[".repeat(64), "is nested too deeply; at most 64 levels are read"),
                arguments("[".repeat(1_000_000), "is nested too deeply; at most 64 levels are read"),
                arguments("\"" + "x".repeat(1 << 21) + "\"", "at most 1048576 characters are read"),
                arguments("{\"" + "x".repeat(1_001) + "\":1}", "at most 1000 characters are read"),
                arguments("1".repeat(101), "at most 100 digits are read"),
                arguments("1.5e1000000000", "this number is too large or too small; exponents are read up to 1000"));
    }

    @Test
    void aDocumentBeyondTheSizeLimitIsRefused() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read(new byte[Json.MAX_BYTES + 1]))
                .withMessage("line 1, column 1: has 16777217 bytes; at most 16777216 are read");
    }

    @Test
    void aNameThatStandsTwiceIsRefusedWhereItStandsTheSecondTime() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> readObject("{\"list\":[{\"interval\":1,\n \"interval\":2}]}"))
                .withMessage("line 2, column 2: \"interval\" stands twice in its object; remove one of the two")
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(2))
                .satisfies(refused -> assertThat(refused.column()).isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":s3cret}", "{\"a\":\"s3cret", "{\"s3cret \":1,\"s3cret \":2}", "{\"a\":1}s3cret"})
    void noMessageRepeatsTheDocument(String document) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> readObject(document))
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("s3cret", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "\"text\"", "null"})
    void whatIsNotAnObjectIsRefusedWhereAnObjectIsWanted(String document) {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> readObject(document))
                .withMessage("line 1, column 1: an object is expected: {…}");
    }

    @Test
    void whatIsNotUtf8IsRefusedWhereItEnds() {
        byte[] latin1 = "{\n\"a\":\"grün\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read(latin1))
                .withMessage("line 2, column 8: is not UTF-8; save it as UTF-8");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read("{}".getBytes(StandardCharsets.UTF_16)))
                .withMessage("line 1, column 1: is not UTF-8; save it as UTF-8");
    }

    @Test
    void aTextIsReadUpToSoManyValues() {
        assertThat(Json.read("[1,{\"a\":\"ä😀\"}]", 4)).isEqualTo(List.of(1, Map.of("a", "ä😀")));
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read("[1,\n{\"a\":\"hidden\"}]", 3))
                .withMessage("line 2, column 6: holds too many values; at most 3 are read")
                .matches(JsonException::tooMany);
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read("[1,", 3))
                .matches(broken -> !broken.tooMany());
    }

    @Test
    void aSmallDocumentOfVeryManyValuesIsRefused() {
        String flood = "[" + "{},".repeat(Json.MAX_VALUES) + "{}]";

        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read(bytes(flood)))
                .withMessageEndingWith("holds too many values; at most 1000000 are read");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read(flood, Integer.MAX_VALUE))
                .withMessageEndingWith("holds too many values; at most 1000000 are read");
    }

    @Test
    void aTextIsHeldToTheSameRules() {
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read("\uFEFF{}", 10))
                .withMessageContaining("begins with a byte order mark");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read(" ".repeat(Json.MAX_BYTES + 1), 10))
                .withMessage("line 1, column 1: has 16777217 characters; at most 16777216 are read");
        assertThatExceptionOfType(JsonException.class)
                .isThrownBy(() -> Json.read("{\"a\":1", 10))
                .withMessageContaining(TOO_EARLY);
    }

    private static Map<String, Object> readObject(String document) {
        return Json.readObject(bytes(document));
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
