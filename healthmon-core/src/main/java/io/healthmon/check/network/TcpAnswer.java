package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.settings.DurationText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a port has to answer.
 *
 * @param send what it is sent first, or null for nothing
 * @param expect how its answer has to begin
 */
record TcpAnswer(@Nullable String send, String expect) {

    /** Refuses what is empty or too long. */
    TcpAnswer {
        requireFit("expect", expect);
        if (send != null) {
            requireFit("send", send);
        }
    }

    private static void requireFit(String name, String text) {
        String misfit = misfit(text);
        if (misfit != null) {
            throw new IllegalArgumentException(name + " " + misfit);
        }
    }

    /** Returns what is wrong with the length of a text, as the end of a sentence that begins with its name; null for nothing. */
    static @Nullable String misfit(String text) {
        int length = bytes(text).length;
        return length > 0 && length <= ShortTalk.MOST_BYTES
                ? null
                : "has " + length + " bytes in UTF-8; use from 1 to " + ShortTalk.MOST_BYTES;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Has the talk, and reads no more than it needs to judge.
     *
     * @return what is wrong, or null when the answer begins as it has to
     */
    @Nullable Problem judge(ShortTalk talk, HostPort target, Duration limit) throws IOException {
        byte[] wanted = bytes(expect);
        try {
            if (send != null) {
                talk.send(bytes(send));
            }
            while (talk.count() < wanted.length && Arrays.mismatch(talk.read(), wanted) == talk.count()) {
                if (!talk.more()) {
                    return endedEarly(target, talk.count());
                }
            }
        } catch (IOException failed) {
            return Cause.of(failed) == Cause.TIMEOUT
                    ? late(target, talk.count(), wanted.length, limit)
                    : endedEarly(target, talk.count());
        }
        int mismatch = Arrays.mismatch(talk.read(), wanted);
        return mismatch < 0 || mismatch >= wanted.length ? null : other(talk, target);
    }

    private static Problem endedEarly(HostPort target, int count) {
        return new Problem(
                Cause.CONNECT,
                target + " ended the connection " + after(count) + ".",
                "See the log of the service: it may be starting, refuse this machine's address, or expect TLS.",
                null);
    }

    private static Problem late(HostPort target, int count, int wanted, Duration limit) {
        String came =
                count == 0 ? "nothing" : "only " + count + " of the " + wanted + " bytes that it has to begin with";
        return new Problem(
                Cause.TIMEOUT,
                target + " accepted the connection, but answered " + came + " within " + DurationText.format(limit)
                        + ".",
                "See whether the service hangs or is overloaded, whether it speaks first or waits for \"send\", and whether"
                        + " it expects TLS.",
                null);
    }

    private Problem other(ShortTalk talk, HostPort target) {
        if (talk.isTlsAlert()) {
            return new Problem(
                    Cause.CONFIGURATION,
                    target + " speaks TLS, and this check does not.",
                    "Use a check of type \"tls\" or one of the service's own type, or another port.",
                    null);
        }
        String line = talk.firstLine();
        String said = line == null ? talk.count() + " other bytes" : "\"" + line + "\"";
        return new Problem(
                Cause.ASSERTION,
                target + " does not answer as expected, which is \"" + printable(expect)
                        + "\" at the beginning; it said: " + said,
                "See whether the right service listens on this port, and whether \"expect\" is what it says today.",
                null);
    }

    private static String after(int count) {
        return count == 0 ? "without an answer" : "after " + count + (count == 1 ? " byte" : " bytes");
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\p{Print}]", "?");
    }
}
