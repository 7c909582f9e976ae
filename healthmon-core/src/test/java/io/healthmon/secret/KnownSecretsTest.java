package io.healthmon.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {

    private static final String VALUE = "Zk4mWv9Lx2Tb8Nq7Rj6pYd1Gc5Vf0Sh3";

    private final KnownSecrets known = KnownSecrets.beginningWith(Redactor.standard());
    private final Redactor redactor = known.redactor();

    @Test
    void whatIsLearntLaterIsKnownToTheSameRedactor() {
        known.learn(holding(VALUE));

        assertThat(redactor.redact("said " + VALUE + " twice: " + VALUE)).isEqualTo("said *** twice: ***");
    }

    @Test
    void aPasswordIsFoundInAnEncodedLoginToo() {
        known.learn(holding(VALUE));
        String login = Base64.getEncoder().encodeToString(("ann:" + VALUE).getBytes(StandardCharsets.UTF_8));

        assertThat(redactor.redact("sent " + login)).doesNotContain(login.substring(8, 40));
    }

    @Test
    void aSecretOfSeveralLinesIsFoundInATextOfOneLine() {
        known.learn(holding("first-line\r\nsecond-line"));

        assertThat(redactor.redact("said first-line second-line.")).isEqualTo("said ***.");
    }

    @Test
    void whatNobodyHoldsAnyMoreIsForgotten() {
        SecretHolder one = holding(VALUE);
        SecretHolder other = holding(VALUE);
        known.learn(one);
        known.learn(other);

        known.forget(one);
        assertThat(redactor.redact(VALUE)).isEqualTo("***");
        known.forget(other);
        assertThat(redactor.redact(VALUE)).isEqualTo(VALUE);
    }

    @Test
    void whoCameTwiceHasToGoTwice() {
        SecretHolder twice = holding(VALUE);
        known.learn(twice);
        known.learn(twice);

        known.forget(twice);
        assertThat(redactor.redact(VALUE)).isEqualTo("***");
        known.forget(twice);
        assertThat(redactor.redact(VALUE)).isEqualTo(VALUE);
    }

    @Test
    void whatWasNeverLearntCannotBeForgotten() {
        KnownSecrets named = KnownSecrets.beginningWith(Redactor.standard().with(List.of(Secret.of(VALUE))));

        named.forget(holding(VALUE));

        assertThat(named.redactor().redact(VALUE)).isEqualTo("***");
    }

    @Test
    void ordinaryWordsThatSomebodyTookAsPasswordStayInTexts() {
        known.learn(holding("root", "admin", ""));

        assertThat(redactor.redact("the root cause, says the admin")).isEqualTo("the root cause, says the admin");
    }

    @Test
    void eachOfThousandsIsFoundAndNothingElse() {
        List<String> values = new ArrayList<>();
        for (int number = 0; number < 5_000; number++) {
            values.add("Bearer-" + Integer.toHexString(number * 0x9E3779B9) + "-" + number);
        }
        values.forEach(value -> known.learn(holding(value)));

        assertThat(values)
                .allSatisfy(value ->
                        assertThat(redactor.redact("a " + value + " b")).isEqualTo("a *** b"));
        assertThat(redactor.redact("Bearer-none and Bearer- and Bear")).isEqualTo("Bearer-none and Bearer- and Bear");
    }

    @Test
    void theLongestOfThoseThatBeginAlikeIsRemovedAndAShorterOneWhereItEnds() {
        known.learn(holding("abcdef", "abcdefghij", "abcdefghijklmn-x"));

        assertThat(redactor.redact("abcdefghijklmn-y abcdefghijklmn-x abcdefg abcde"))
                .isEqualTo("***klmn-y *** ***g abcde");
    }

    @Test
    void whoRedactsIsNotDisturbedByComingAndGoing() throws InterruptedException {
        known.learn(holding(VALUE));
        CountDownLatch begun = new CountDownLatch(1);
        Thread changing = new Thread(() -> {
            for (int round = 0; round < 2_000; round++) {
                SecretHolder passing = holding("Zk4mWv9L-" + round, "passing-" + round);
                known.learn(passing);
                known.forget(passing);
                begun.countDown();
            }
        });
        changing.start();
        begun.await();
        do {
            assertThat(redactor.redact("said " + VALUE + ".")).isEqualTo("said ***.");
        } while (changing.isAlive());
        changing.join();
    }

    private static SecretHolder holding(String... values) {
        List<Secret> secrets = List.of(values).stream().map(Secret::of).toList();
        return () -> secrets;
    }
}
