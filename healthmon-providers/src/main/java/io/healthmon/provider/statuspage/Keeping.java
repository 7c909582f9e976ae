package io.healthmon.provider.statuspage;

import io.healthmon.check.CheckResult;
import io.healthmon.provider.http.AnswerReader;
import io.healthmon.provider.http.HttpAnswer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a page says, without judging it.
 *
 * @param address where it stands
 * @param read where it is kept
 */
record Keeping(PageAddress address, AtomicReference<@Nullable PageReading> read) implements AnswerReader {

    @Override
    public int mostBytes() {
        return PageReading.MOST_BYTES;
    }

    @Override
    public CheckResult read(HttpAnswer answer) {
        read.set(PageReading.of(answer, address));
        return CheckResult.healthy();
    }
}
