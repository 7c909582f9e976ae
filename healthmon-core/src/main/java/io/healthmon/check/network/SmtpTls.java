package io.healthmon.check.network;

/**
 * Whether an SMTP check shakes hands by TLS, and when.
 *
 * @since 0.1
 */
public enum SmtpTls {
    /** Never. */
    NONE,
    /** After the greeting, by the command STARTTLS; a server that does not offer it is down. */
    STARTTLS,
    /** At once, as on port 465. */
    TLS
}
