package io.healthmon.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchEncodingTest {

    /** These bytes stand in databases: a change here is a new version of the format. */
    @ParameterizedTest
    @CsvSource({
        "'', 0100",
        "'0', 010000",
        "'0 0 0', 0100010002",
        "'1', 010002",
        "'0 1 1', 010001010001",
        "'2', 010048",
        "'100 101 101 103', 0100d103010200",
    })
    void theBytesStayAsTheyAre(String values, String hex) {
        assertThat(HexFormat.of().formatHex(sketch(values).encode())).isEqualTo(hex);
        assertThat(LatencySketch.decode(sketch(values).encode()).encode())
                .isEqualTo(sketch(values).encode());
    }

    @Test
    void twelveScatteredResultsTakeAboutSixteenBytes() {
        LatencySketch sketch = LatencySketch.create();
        Arrays.stream(Samples.LOG_NORMAL.take(12, 1)).forEach(sketch::add);
        assertThat(sketch.encode().length).isBetween(14, 20);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ends in the middle of a number",
        "01, ends in the middle of a number",
        "0000, does not begin with version 1",
        "0200, does not begin with version 1",
        "010d, has a level above 12",
        "01ff, has a level above 12",
        "010080, ends in the middle of a number",
        "010001, ends in the middle of a number",
        "01000105, ends in the middle of a number",
        "0100feff7f, has a bucket beyond the longest time",
        "010001ffff7f, has a bucket beyond the longest time",
        "0100feffffffffffffff7f, has a bucket beyond the longest time",
        "0100ffffffffffffffffff01, has a number of more than 63 bits",
        "01000100ffffffffffffffff7f, counts too many response times",
        "01000101feffffffffff3ffeffffffffff3f, counts too many response times",
    })
    void garbageIsRefused(String hex, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LatencySketch.decode(HexFormat.of().parseHex(hex)))
                .withMessage("not an encoded sketch: it " + reason);
    }

    @Test
    void whateverTheBytesAreTheyAreReadOrRefused() {
        Random random = new Random(6);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[2 + random.nextInt(40)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            bytes[1] = (byte) random.nextInt(13);
            read += isRead(bytes) ? 1 : 0;
        }
        assertThat(read).isBetween(1, 19_999);
    }

    private static boolean isRead(byte[] bytes) {
        try {
            LatencySketch sketch = LatencySketch.decode(bytes);
            assertThat(sketch.size()).isLessThanOrEqualTo(2_187);
            assertThat(LatencySketch.decode(sketch.encode()).count()).isEqualTo(sketch.count());
            return true;
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("not an encoded sketch: it ");
            return false;
        }
    }

    @Test
    void moreThanASketchCanCountIsRefusedWhenMerging() {
        LatencySketch half = LatencySketch.decode(HexFormat.of().parseHex("01000100feffffffffff3f"));
        assertThatThrownBy(() -> half.merge(half))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("a sketch counts at most 281474976710655 response times");
    }

    private static LatencySketch sketch(String values) {
        LatencySketch sketch = LatencySketch.create();
        Arrays.stream(values.split(" "))
                .filter(value -> !value.isEmpty())
                .mapToLong(Long::parseLong)
                .forEach(sketch::add);
        return sketch;
    }
}
