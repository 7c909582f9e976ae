package io.healthmon.provider.statuspage;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.json.JsonException;
import io.healthmon.provider.http.HttpAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading a page.
 *
 * @param report what it says, or null if it could not be read
 * @param failure why not; null with a report
 */
record PageReading(@Nullable PageReport report, @Nullable CheckResult failure) {

    /** The incidents of Google, past ones among them, are some 400 KB. */
    static final int MOST_BYTES = 4 << 20;

    /** Makes a reading of a page that did not answer. */
    static PageReading failed(CheckResult failure) {
        return new PageReading(null, failure);
    }

    /** Reads the answer of a page. */
    static PageReading of(HttpAnswer answer, PageAddress address) {
        Optional<CheckResult> refusal = answer.refusal();
        if (refusal.isPresent()) {
            return failed(refused(refusal.get(), address));
        }
        String unreadable = unreadable(answer);
        if (unreadable == null) {
            try {
                Optional<PageReport> report = PageForms.read(answer.json(), address);
                if (report.isPresent()) {
                    return new PageReading(report.get(), null);
                }
                unreadable = "is JSON, but not of Statuspage, Google Workspace or Slack";
            } catch (JsonException notJson) {
                unreadable = "is not JSON that can be read; perhaps it broke off";
            }
        }
        return failed(CheckResult.degraded(new Problem(
                Cause.ASSERTION,
                "What the status page " + address.page() + " answers " + unreadable + ".",
                "See whether \"url\" is the address of a page of one of these, or of its summary.json itself.",
                null)));
    }

    private static @Nullable String unreadable(HttpAnswer answer) {
        Optional<String> encoding = answer.encoding();
        if (encoding.isPresent()) {
            return "is encoded as " + answer.safe(encoding.get()) + ", which was not asked for, and is not unpacked";
        }
        if (answer.cut()) {
            return "is longer than 4 MiB, and no more is read";
        }
        if (answer.text().isBlank()) {
            return "has no body";
        }
        return answer.isHtml() ? "is a web page" : null;
    }

    private static CheckResult refused(CheckResult plain, PageAddress address) {
        Problem problem = plain.problem();
        if (problem == null) {
            return plain;
        }
        Problem told = new Problem(
                problem.cause(),
                problem.message()
                        .replaceFirst("^The service", Matcher.quoteReplacement("The status page " + address.page())),
                "See whether it can be looked at there, and whether \"url\" is the address of the page.",
                problem.documentation());
        return plain.withProblem(told);
    }
}
