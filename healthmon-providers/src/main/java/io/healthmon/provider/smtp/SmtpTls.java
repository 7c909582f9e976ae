package io.healthmon.provider.smtp;

/**
 * How the connection to a mail server is kept from others' eyes.
 *
 * @since 0.1
 */
public enum SmtpTls {
    /** It begins in the clear and is secured before anything is said; without that nothing is sent. Usually port 587. */
    STARTTLS,
    /** It is secured from the first byte on. Usually port 465. */
    TLS,
    /** It is not: for a server on this machine or in a network of one's own. */
    NONE
}
