package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import io.healthmon.provider.quota.QuotaHeadroom;
import io.healthmon.provider.tls.CauseChain;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.settings.DurationText;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer has to be.
 *
 * @param status the statuses that count as success
 * @param others what it has to fulfil beside
 * @param downAfter the response time above which the service counts as down, or null for no such limit
 * @param secrets values that no message may show
 * @param reader says what an answer means in place of status and others, or null
 * @param lowQuota below how many percent of a quota the service counts as degraded, or null if that is not looked at
 */
record Expectations(
        ExpectedStatus status,
        List<Expectation> others,
        @Nullable Duration downAfter,
        List<Secret> secrets,
        @Nullable AnswerReader reader,
        @Nullable Integer lowQuota) {

    private static final int TOO_MANY = 429;

    /** What glibc, musl, macOS and Windows say; the JVM remembers that a name was not found, but not why. */
    private static final Pattern NO_SUCH_NAME = Pattern.compile("Name or service not known|No address associated"
            + "|Name does not resolve|nodename nor servname|No such host is known");

    Expectations {
        others = List.copyOf(others);
        secrets = List.copyOf(secrets);
    }

    Expectations(
            ExpectedStatus status,
            List<Expectation> others,
            @Nullable Duration downAfter,
            List<Secret> secrets,
            @Nullable AnswerReader reader) {
        this(status, others, downAfter, secrets, reader, null);
    }

    Expectations(ExpectedStatus status, List<Expectation> others, @Nullable Duration downAfter, List<Secret> secrets) {
        this(status, others, downAfter, secrets, null, null);
    }

    /** Returns the same with more values that no message may show. */
    Expectations hiding(List<Secret> more) {
        List<Secret> all = new ArrayList<>(secrets);
        all.addAll(more);
        return new Expectations(status, others, downAfter, all, reader, lowQuota);
    }

    /** Returns a text of the service without what is secret. */
    String withoutSecrets(String text) {
        return Redactor.standard().with(secrets).redact(text);
    }

    boolean needBody() {
        if (reader != null) {
            return true;
        }
        for (Expectation expectation : others) {
            if (expectation.needsBody()) {
                return true;
            }
        }
        return false;
    }

    /** Returns how many bytes of a body are read at most. */
    int mostBytes() {
        int most = reader == null ? HttpAnswer.USUAL_BYTES : reader.mostBytes();
        return Math.max(1, Math.min(most, HttpAnswer.MOST_BYTES));
    }

    /**
     * Returns what an answer says about the service.
     *
     * @param refusal why a redirect was not followed, or null
     */
    CheckResult judge(HttpAnswer answer, Duration responseTime, @Nullable Problem refusal) {
        if (refusal != null) {
            return CheckResult.down(refusal);
        }
        CheckResult meant = reader == null
                ? expected(answer)
                : Objects.requireNonNull(reader.read(answer), "what reads the answer returned nothing");
        Integer low = lowQuota;
        if (low != null) {
            CheckResult before = meant;
            meant = QuotaHeadroom.of(answer.headers(), answer.now())
                    .map(quota -> quota.judge(before, low))
                    .orElse(before);
        }
        Duration limit = downAfter;
        return limit != null && meant.status() == HealthStatus.HEALTHY && responseTime.compareTo(limit) > 0
                ? tooSlow(responseTime, limit)
                : meant;
    }

    /** Returns what an answer means of which the head came and not the whole body, after what the check itself says. */
    CheckResult unfinished(HttpAnswer answer, CheckResult plain) {
        boolean limited = answer.status() == TOO_MANY && !status.contains(TOO_MANY);
        return limited ? answer.refusal().orElse(plain) : answer.withWait(plain);
    }

    /** Returns what it means that there is no answer, after what the check itself says. */
    CheckResult unreached(Throwable why, CheckResult plain) {
        Problem problem = plain.problem();
        if (reader == null || problem == null || problem.cause() != Cause.DNS) {
            return plain;
        }
        UnknownHostException unknown = CauseChain.find(why, UnknownHostException.class);
        boolean certain = unknown != null
                && NO_SUCH_NAME.matcher(String.valueOf(unknown.getMessage())).find();
        return reader.unknownHost(plain, certain);
    }

    private CheckResult expected(HttpAnswer answer) {
        if (!status.contains(answer.status())) {
            return StatusProblems.unexpected(StatusProblems.SOMEBODY, answer, status);
        }
        Optional<String> unmet = others.isEmpty() ? Optional.empty() : unmet(answer);
        if (unmet.isPresent()) {
            return CheckResult.down(new Problem(
                    Cause.ASSERTION,
                    unmet.get(),
                    "See whether the service is ill or the expectation out of date; it stands in \"expect\".",
                    null));
        }
        return CheckResult.healthy();
    }

    private Optional<String> unmet(HttpAnswer answer) {
        Optional<String> encoding = answer.encoding();
        for (Expectation expectation : others) {
            Optional<String> unmet = expectation.needsBody() && encoding.isPresent()
                    ? encoding.map(name -> "The body is encoded as " + answer.shown(name)
                            + " although that was not asked for, so it cannot be looked at.")
                    : expectation.unmet(answer);
            if (unmet.isPresent()) {
                return unmet;
            }
        }
        return Optional.empty();
    }

    private static CheckResult tooSlow(Duration responseTime, Duration limit) {
        return CheckResult.down(new Problem(
                Cause.ASSERTION,
                "The answer took " + responseTime.toMillis() + " ms; at most " + DurationText.format(limit)
                        + " is allowed.",
                "See why the service is slow, or raise \"downAfter\".",
                null));
    }
}
