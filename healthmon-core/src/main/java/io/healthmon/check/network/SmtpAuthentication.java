package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The ways to log in at a mail server that are known here, the better one first. */
enum SmtpAuthentication {

    /** After RFC 4616: everything at once. */
    PLAIN {
        @Override
        SmtpReply with(SmtpSession session, SmtpLogin login) throws IOException {
            String command = "AUTH PLAIN " + login.plain();
            if (command.length() <= LONGEST_COMMAND) {
                return session.ask(command);
            }
            SmtpReply reply = session.ask("AUTH PLAIN");
            return reply.code() == GO_ON ? session.ask(login.plain()) : reply;
        }
    },

    /** Never a standard, and everywhere: one by one. */
    LOGIN {
        @Override
        SmtpReply with(SmtpSession session, SmtpLogin login) throws IOException {
            SmtpReply reply = session.ask("AUTH LOGIN");
            reply = reply.code() == GO_ON ? session.ask(login.encodedUser()) : reply;
            return reply.code() == GO_ON ? session.ask(login.encodedPassword()) : reply;
        }
    };

    /** The answer to a login that was taken. */
    static final int WELCOME = 235;

    private static final int GO_ON = 334;

    /** A command has 512 bytes at most, the end of its line included. */
    private static final int LONGEST_COMMAND = 510;

    /** Logs in and returns what the server says to it at last. */
    abstract SmtpReply with(SmtpSession session, SmtpLogin login) throws IOException;

    /** Returns the best of those that a server offers. */
    static Optional<SmtpAuthentication> among(List<String> offered) {
        for (SmtpAuthentication known : values()) {
            if (offered.contains(known.name())) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Returns what to say of a server that offers none of them. */
    static Problem noneOf(List<String> offered, HostPort target) {
        boolean any = !offered.isEmpty();
        return new Problem(
                Cause.CONFIGURATION,
                "The mail server " + target + " offers no login"
                        + (any ? " by PLAIN or LOGIN, but by " + SmtpReply.shown(String.join(", ", offered)) : "")
                        + ".",
                (any
                                ? "Let the server offer PLAIN"
                                : "See whether the port is the one for applications, usually 587 or 465")
                        + "; or leave out \"user\" and \"password\", and nobody logs in.",
                SmtpReplies.LOGIN);
    }
}
