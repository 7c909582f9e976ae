package io.healthmon.provider.statuspage;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.HttpAnswer;
import java.util.Optional;
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
        Optional<CheckResult> refusal = answer.refusal("The status page " + address.page());
        if (refusal.isPresent()) {
            return failed(refused(refusal.get()));
        }
        Optional<String> unreadable = answer.unreadable();
        Optional<PageReport> report =
                unreadable.isPresent() ? Optional.empty() : PageForms.read(answer.json(), address);
        return report.map(PageReading::read)
                .orElseGet(() -> failed(CheckResult.degraded(new Problem(
                        Cause.ASSERTION,
                        "What the status page " + address.page() + " answers "
                                + unreadable.orElse("is JSON, but not of Statuspage, Google Workspace or Slack") + ".",
                        "See whether \"url\" is the address of a page of one of these, or of its summary.json itself.",
                        null))));
    }

    private static PageReading read(PageReport report) {
        return new PageReading(report, null);
    }

    private static CheckResult refused(CheckResult plain) {
        Problem problem = plain.problem();
        if (problem == null) {
            return plain;
        }
        Problem told = new Problem(
                problem.cause(),
                problem.message(),
                "See whether it can be looked at there, and whether \"url\" is the address of the page.",
                problem.documentation());
        return plain.withProblem(told);
    }
}
