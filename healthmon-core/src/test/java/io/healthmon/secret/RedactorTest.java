package io.healthmon.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final int HOSTILE_LENGTH = 100_000;

    private final Redactor redactor = Redactor.standard();

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsSecretByItsFormIsRemoved(Sample sample) {
        assertThat(redactor.redact(sample.text)).isEqualTo(sample.left);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itIsRemovedInTheMiddleOfALongerTextToo(Sample sample) {
        assertThat(redactor.redact("before (" + sample.text + " after")).startsWith("before (" + sample.left);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void redactingAgainChangesNothing(Sample sample) {
        assertThat(redactor.redact(sample.left)).isEqualTo(sample.left);
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void aHarmlessTextIsReturnedItself(String text) {
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Test
    void anExcerptOfAShortTextIsTheTextOnOneLine() {
        assertThat(redactor.excerpt(" one\r\n\ttwo\u0000three\u2028 ", 20)).isEqualTo("one two three");
    }

    @Test
    void anExcerptEndsBetweenWords() {
        assertThat(redactor.excerpt("The key tok3n-of-somebody is wrong", 20)).isEqualTo("The key…");
    }

    @Test
    void anExcerptOfOneLongWordIsItsBeginning() {
        assertThat(redactor.excerpt("a".repeat(100), 20)).isEqualTo("a".repeat(19) + "…");
    }

    @Test
    void whatIsSecretIsTakenOutOfATextBeforeItsExcerptIsCut() {
        String secret = "correct horse battery";

        assertThat(redactor.with(List.of(Secret.of(secret))).excerpt("It refuses " + secret + " today", 24))
                .doesNotContain("correct");
    }

    @Test
    void theCluesMissNothingThatAPatternWouldFind() {
        List<String> pieces = pieces();
        Random random = new Random(7);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int count = 1 + random.nextInt(4); count > 0; count--) {
                String piece = pieces.get(random.nextInt(pieces.size()));
                int from = random.nextInt(piece.length() + 1);
                text.append(random.nextInt(3) == 0 ? piece.substring(from) : piece);
            }
            String original = text.toString();
            assertThat(redactor.redact(original))
                    .isEqualTo(SecretFormat.redact(original, (1 << SecretFormat.values().length) - 1));
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileTextTakesNoMoreTimeThanItsLengthExplains(String piece) {
        String text = piece.repeat(HOSTILE_LENGTH / piece.length());
        String provoking =
                "sk_live_ .ey :// @ password= authorization= -----BEGIN AC bearer xox re_ 1// SG. 1:/webhooks/ " + text;

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> redactor.redact(provoking));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2-long-enough", "a/b c+d=e&f", "ümläut-secret", "0123456789abcdef0123456789abcdef"})
    void aKnownValueIsRemovedAsItIsEncodedAndInBase64(String value) {
        Redactor knowing = redactor.with(List.of(Secret.of(value)));
        String basic = Base64.getEncoder().encodeToString(("someone:" + value).getBytes(StandardCharsets.UTF_8));
        String url = java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);

        assertThat(knowing.redact("said " + value + ", " + url + ".")).isEqualTo("said ***, ***.");
        assertThat(knowing.redact("header " + basic))
                .contains("***")
                .doesNotContain(basic.substring(12, basic.length() - 4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b c+d=e&f", "say \"ah\"\\now", "ümläut-secret"})
    void aKnownValueIsRemovedInTheOtherFormsThatServersSendItBackIn(String value) {
        Redactor knowing = redactor.with(List.of(Secret.of(value)));
        String encoded = java.net.URLEncoder.encode(value, StandardCharsets.UTF_8);
        String lower = java.util.regex.Pattern.compile("%..")
                .matcher(encoded)
                .replaceAll(hex -> hex.group().toLowerCase(java.util.Locale.ROOT));
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        String php = json.replace("/", "\\/");

        assertThat(knowing.redact("said " + lower + ".")).isEqualTo("said ***.");
        assertThat(knowing.redact("said \"" + json + "\"")).isEqualTo("said \"***\"");
        assertThat(knowing.redact("said \"" + php + "\"")).isEqualTo("said \"***\"");
    }

    @Test
    void theLongerOfTwoKnownValuesIsRemovedWhole() {
        Redactor knowing = redactor.with(List.of(Secret.of("swordfish"))).with(List.of(Secret.of("swordfish-two")));

        assertThat(knowing.redact("swordfish-two swordfish")).isEqualTo("*** ***");
    }

    @Test
    void aTextWithoutAKnownValueIsReturnedItself() {
        String text = "Connection refused: localhost:5432";

        assertThat(redactor.with(List.of(Secret.of("swordfish"))).redact(text)).isSameAs(text);
    }

    @Test
    void aValueTooShortToTellFromWordsIsLeft() {
        assertThat(redactor.with(List.of(Secret.of("app"), Secret.of(""))).redact("the app is up"))
                .isEqualTo("the app is up");
    }

    @Test
    void aHostileTextForKnownValuesIsNoTroubleEither() {
        Redactor knowing = redactor.with(List.of(Secret.of("a".repeat(100) + "b")));
        String text = "a".repeat(HOSTILE_LENGTH);

        assertThatCode(() -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> knowing.redact(text)))
                .doesNotThrowAnyException();
    }

    static Stream<Sample> samples() {
        return lines("redacted.tsv").filter(line -> !line.startsWith("#")).map(Sample::parse);
    }

    static Stream<String> harmless() {
        return lines("harmless.txt");
    }

    static Stream<String> hostile() {
        Stream<String> repeated = lines("hostile.txt")
                .map(line -> line.substring(1, line.length() - 1).replace("\\n", "\n"));
        return Stream.concat(repeated, samples().map(Sample::text));
    }

    private static List<String> pieces() {
        return Stream.concat(
                        Stream.concat(samples().map(Sample::text), harmless()),
                        Stream.of(" ", ":", "=", "@", "://", "/", "\"", ".", "-", "_", "A", "1"))
                .toList();
    }

    private static Stream<String> lines(String resource) {
        try (InputStream in = RedactorTest.class.getResourceAsStream(resource)) {
            return Arrays.stream(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    record Sample(String name, String text, String left) {

        static Sample parse(String line) {
            String[] parts = line.split("\t", -1);
            return new Sample(parts[0], parts[1].replace("\\n", "\n"), parts[2].replace("\\n", "\n"));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
