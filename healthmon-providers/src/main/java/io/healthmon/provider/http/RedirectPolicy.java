package io.healthmon.provider.http;

/**
 * Which redirects an HTTP check follows: at most five in a row, and never from {@code https} to {@code http}.
 *
 * @since 0.1
 */
public enum RedirectPolicy {
    /** None: an answer that points elsewhere is the answer. */
    NEVER,
    /** Those to the same host and port, and from {@code http} to {@code https} of the same host. */
    SAME_HOST,
    /**
     * Those to any host. To another host goes neither a header that was set on the check nor a body, so that nothing
     * secret leaves.
     */
    ALWAYS
}
