package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.secret.Redactor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the answers mean with which a mail server refuses to go on; the first row that fits counts. */
final class SmtpReplies {

    static final String LOGIN = "https://www.rfc-editor.org/rfc/rfc4954#section-6";
    static final String START_TLS = "https://www.rfc-editor.org/rfc/rfc3207";

    private static final String SMTP = "https://www.rfc-editor.org/rfc/rfc5321#section-4.2";
    private static final String GREETING = "https://www.rfc-editor.org/rfc/rfc5321#section-3.1";

    private static final Set<SmtpStep> ALWAYS = EnumSet.allOf(SmtpStep.class);
    private static final Set<SmtpStep> AT_LOGIN = EnumSet.of(SmtpStep.LOGIN);
    private static final Set<SmtpStep> AT_START_TLS = EnumSet.of(SmtpStep.START_TLS);
    private static final Set<SmtpStep> AT_THE_DOOR = EnumSet.of(SmtpStep.GREETING, SmtpStep.HELLO);

    private static final List<Row> ROWS = List.of(
            new Row(
                    ALWAYS,
                    "421.*",
                    Cause.SERVER_ERROR,
                    "is closing connections, because it is overloaded or shutting down",
                    "See whether the mail server is being restarted, and how many connections it allows.",
                    SMTP),
            new Row(
                    AT_LOGIN,
                    "432.*|.* 4\\.7\\.12",
                    Cause.CREDENTIALS_EXPIRED,
                    "wants the password to be set anew",
                    "Set a new password for \"user\" at the mail server, and the same as \"password\".",
                    LOGIN),
            new Row(
                    AT_LOGIN,
                    "534.*|.* 5\\.7\\.9",
                    Cause.CONFIGURATION,
                    "takes no plain password of this user, or wants an application password",
                    "Make an application password (app password) for \"user\" at the mail provider and set it as"
                            + " \"password\", or let the server allow PLAIN or LOGIN.",
                    LOGIN),
            new Row(
                    AT_LOGIN,
                    "538.*|.* 5\\.7\\.11",
                    Cause.CONFIGURATION,
                    "wants encryption for this way to log in",
                    "Set \"tls\" to what the port expects: starttls, as on port 587, or tls, as on port 465.",
                    LOGIN),
            new Row(
                    AT_LOGIN,
                    "535.*|.* 5\\.7\\.8",
                    Cause.CREDENTIALS_INVALID,
                    "does not take user name and password",
                    "Correct \"user\" and \"password\"; see whether the user may log in by SMTP at all.",
                    LOGIN),
            new Row(
                    ALWAYS,
                    "530.*",
                    Cause.CREDENTIALS_MISSING,
                    "wants a login, or TLS before it",
                    "Set \"tls\" to starttls or tls, and \"user\" and \"password\".",
                    LOGIN),
            new Row(
                    AT_LOGIN,
                    "454.*",
                    Cause.SERVER_ERROR,
                    "cannot check logins at the moment",
                    "See the log of the mail server and of what keeps its users; after many failed logins it may only"
                            + " be waiting.",
                    LOGIN),
            new Row(
                    AT_START_TLS,
                    "454.*",
                    Cause.SERVER_ERROR,
                    "cannot begin TLS at the moment",
                    "See the log of the mail server, and whether it can read its certificate and key.",
                    START_TLS),
            new Row(
                    AT_THE_DOOR,
                    "55[034].*",
                    Cause.PERMISSION,
                    "refuses this machine; its address may be on a block list",
                    "See the log of the mail server and the block lists that it asks, and let it allow the address.",
                    GREETING),
            new Row(
                    ALWAYS,
                    "4.*|... 4\\..*",
                    Cause.SERVER_ERROR,
                    "has a problem that may pass, such as a full disk or greylisting",
                    "See the log of the mail server: it may be busy, or still starting.",
                    SMTP),
            new Row(
                    ALWAYS,
                    "50[0-4].*",
                    Cause.CONFIGURATION,
                    "does not know the command, or does not want it now",
                    "See whether host and port are those of a mail server that takes mail from applications, and"
                            + " \"tls\" is what it expects.",
                    SMTP),
            new Row(
                    ALWAYS,
                    "5.*",
                    Cause.SERVER_ERROR,
                    "refuses",
                    "See the log of the mail server: it may refuse this machine's address.",
                    SMTP),
            new Row(
                    ALWAYS,
                    ".*",
                    Cause.ASSERTION,
                    "says what nobody asked for",
                    "See whether host and port are those of the mail server.",
                    SMTP));

    private SmtpReplies() {}

    /**
     * One kind of answer.
     *
     * @param steps to what it is an answer
     * @param codes matches its code, and behind a blank its enhanced status code if it has one
     * @param cause what it means
     * @param says what the server does, in words
     * @param resolution what to do about it
     * @param documentation where it is defined
     */
    private record Row(
            Set<SmtpStep> steps, Pattern codes, Cause cause, String says, String resolution, String documentation) {

        Row(Set<SmtpStep> steps, String codes, Cause cause, String says, String resolution, String documentation) {
            this(steps, Pattern.compile(codes), cause, says, resolution, documentation);
        }

        boolean fits(SmtpStep step, String answered) {
            return steps.contains(step) && codes.matcher(answered).matches();
        }
    }

    /**
     * Returns what a refusal means.
     *
     * @param redactor knows what the server may have repeated and nobody should read
     */
    static Problem of(SmtpStep step, SmtpReply reply, HostPort target, Redactor redactor) {
        String answered = (reply.code() + " " + reply.enhanced()).strip();
        for (Row row : ROWS) {
            if (row.fits(step, answered)) {
                return new Problem(
                        row.cause,
                        "The mail server " + target + " " + row.says + "; it " + step.words() + " "
                                + reply.text(redactor),
                        row.resolution,
                        row.documentation);
            }
        }
        throw new IllegalStateException("the last row fits everything");
    }

    /** Returns what to say of a server that offers no STARTTLS though it has to. */
    static Problem noStartTls(HostPort target) {
        return new Problem(
                Cause.CONFIGURATION,
                "The mail server " + target + " does not offer STARTTLS, so nothing was sent to it.",
                "Let the server offer it; where it speaks TLS at once, as on port 465, set \"tls\" to tls.",
                START_TLS);
    }
}
