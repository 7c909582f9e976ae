package io.healthmon.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonWriteTest {

    @ParameterizedTest
    @MethodSource
    void aValueIsWrittenInItsJsonForm(Object value, String written) {
        assertThat(write(value)).isEqualTo(written);
    }

    static Stream<Arguments> aValueIsWrittenInItsJsonForm() {
        return Stream.of(
                arguments(null, "null"),
                arguments("a \"b\" \n ä€😀", "\"a \\\"b\\\" \\n ä€😀\""),
                arguments(CharBuffer.wrap("text"), "\"text\""),
                arguments(1, "1"),
                arguments(3_000_000_000L, "3000000000"),
                arguments((short) 2, "2"),
                arguments(96.5, "96.5"),
                arguments(1.5f, "1.5"),
                arguments(new BigDecimal("1.50"), "1.50"),
                arguments(new BigInteger("30000000000000000000"), "30000000000000000000"),
                arguments(Double.NaN, "null"),
                arguments(Double.NEGATIVE_INFINITY, "null"),
                arguments(Float.POSITIVE_INFINITY, "null"),
                arguments(true, "true"),
                arguments(Instant.parse("2026-03-15T10:30:00Z"), "\"2026-03-15T10:30:00Z\""),
                arguments(TimeUnit.SECONDS, "\"seconds\""),
                arguments(Optional.of(TimeUnit.DAYS), "\"days\""),
                arguments(Optional.empty(), "null"),
                arguments(OptionalDouble.of(1.5), "1.5"),
                arguments(OptionalDouble.empty(), "null"),
                arguments(OptionalLong.of(7), "7"),
                arguments(OptionalInt.empty(), "null"),
                arguments(Arrays.asList(1, null, List.of()), "[1,null,[]]"),
                arguments(Map.of(TimeUnit.HOURS, Map.of("a", 1)), "{\"hours\":{\"a\":1}}"));
    }

    @Test
    void aMapKeepsItsOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", null);
        map.put("m", "x");

        assertThat(write(map)).isEqualTo("{\"z\":1,\"a\":null,\"m\":\"x\"}");
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        String cut = "ok 😀".substring(0, 4);

        assertThat(write(List.of(cut, "😀"))).isEqualTo("[\"ok \uFFFD\",\"😀\"]");
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() {
        Map<String, Object> value =
                Map.of("list", List.of(1, "two", true, new BigDecimal("3.25")), "text", "ä\u0001\u2028");

        assertThat(Json.readObject(Json.write(value))).isEqualTo(value);
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(Map.of("a", new Object())))
                .withMessage("a java.lang.Object cannot be written as JSON; make it a plain value before");
    }

    @Test
    void aValueThatHoldsItselfIsRefused() {
        Map<String, Object> endless = new LinkedHashMap<>();
        endless.put("self", endless);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(endless))
                .withMessage("the value has more than 64 levels");
    }

    private static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
