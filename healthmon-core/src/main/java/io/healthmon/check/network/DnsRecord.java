package io.healthmon.check.network;

/**
 * A kind of record that a DNS check asks for.
 *
 * @since 0.1
 */
public enum DnsRecord {
    /** Addresses of version 4. */
    A,
    /** Addresses of version 6. */
    AAAA,
    /** Mail servers, with their preference. */
    MX,
    /** Texts. */
    TXT,
    /** Another name. */
    CNAME,
    /** Name servers. */
    NS
}
