package io.healthmon.provider.http;

import io.healthmon.check.CheckResult;

/**
 * Says what an answer means, in the words of the service that gave it.
 *
 * <p>Gets every answer that came in whole, whatever its status, but for redirects that are not followed. What has no
 * answer (an unknown name, a refused port, a bad certificate, a time limit) is said by the
 * check itself, but for {@link #unknownHost}.
 * Called on a daemon thread of the client, which it must not keep, and by several runs at once. What it throws counts as
 * a failure of the check itself.
 *
 * @since 0.1
 * @see HttpCheckBuilder#readBy
 */
@FunctionalInterface
public interface AnswerReader {

    /**
     * Returns what the answer means; the check adds the measured times and the status to its details.
     *
     * @param answer valid during the call
     */
    CheckResult read(HttpAnswer answer);

    /**
     * Returns how many bytes of a body are read at most, from 1 to 4 MiB; asked for each answer. By default 64 KiB: what is
     * longer is hardly ever an answer about health.
     */
    default int mostBytes() {
        return HttpAnswer.USUAL_BYTES;
    }

    /**
     * Returns what it means that the host name of the service was not found, where it tells more than that, such as that a
     * project is gone. By default what the check itself says.
     *
     * @param plain what the check itself says: down, with the cause {@code dns}
     * @param certain whether name servers answered that there is no such name; false when perhaps none answered
     */
    default CheckResult unknownHost(CheckResult plain, boolean certain) {
        return plain;
    }
}
