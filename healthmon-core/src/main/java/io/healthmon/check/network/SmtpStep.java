package io.healthmon.check.network;

/** What a mail server is being asked. */
enum SmtpStep {
    GREETING("greeted with"),
    HELLO("answered EHLO with"),
    START_TLS("answered STARTTLS with"),
    LOGIN("answered the login with"),
    NOOP("answered NOOP with");

    private final String words;

    SmtpStep(String words) {
        this.words = words;
    }

    /** Returns what the server did, as a message says it before the answer. */
    String words() {
        return words;
    }
}
