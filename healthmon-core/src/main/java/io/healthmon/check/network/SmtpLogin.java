package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import io.healthmon.settings.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in at a mail server.
 *
 * @param place where its settings stand in the configuration, such as {@code integrations[2].}; empty in code
 * @param user the name; null or blank when it is missing
 * @param password the password; null or blank when it is missing
 */
record SmtpLogin(
        String place, @Nullable String user, @Nullable Secret password) {

    /** Refuses what no mechanism can carry. */
    SmtpLogin {
        refuseNul("user", user);
        refuseNul("password", password == null ? null : password.reveal());
    }

    private static void refuseNul(String name, @Nullable String value) {
        if (value != null && value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    name + " holds the character NUL, which no login can have; copy it again");
        }
    }

    /** Reads the settings {@code user} and {@code password}; null when there is neither, so that nobody logs in. */
    static @Nullable SmtpLogin from(Settings settings) {
        Optional<String> user = settings.text("user").filter(text -> !text.isBlank());
        Optional<Secret> password = settings.secret("password");
        return user.isEmpty() && password.isEmpty()
                ? null
                : new SmtpLogin(
                        settings.path().isEmpty() ? "" : settings.path() + ".",
                        user.orElse(null),
                        password.orElse(null));
    }

    /** Returns whether the password may be sent to a server by TLS. */
    boolean fits(HostPort target) {
        SecretHosts hosts = password == null ? null : password.hosts();
        try {
            return hosts == null || hosts.allow(new URI("https", null, target.host(), target.port(), null, null, null));
        } catch (URISyntaxException noHostOfTheWeb) {
            return false;
        }
    }

    /** Returns what to say of a login that lacks a part; empty when it is whole. */
    Optional<Problem> missing(HostPort target) {
        boolean noUser = user == null || user.isBlank();
        boolean noPassword = password == null || password.isBlank();
        if (!noUser && !noPassword) {
            return Optional.empty();
        }
        String setting = place + (noUser ? "user" : "password");
        String variable = noUser ? "SMTP_USER" : "SMTP_PASS";
        return Optional.of(new Problem(
                Cause.CREDENTIALS_MISSING,
                "No " + (noUser ? "user" : "password") + " for the mail server " + target + " is configured: \""
                        + setting + "\" is missing or empty.",
                "Set \"" + setting + "\", for instance to ${" + variable + "} with the environment variable " + variable
                        + " set and not empty; or leave out \"user\" and \"password\", and nobody logs in.",
                SmtpReplies.LOGIN));
    }

    /** Returns what the mechanism PLAIN sends. */
    String plain() {
        return encoded("\0" + user + "\0" + revealed());
    }

    /** Returns what the mechanism LOGIN sends first. */
    String encodedUser() {
        return encoded(String.valueOf(user));
    }

    /** Returns what the mechanism LOGIN sends then. */
    String encodedPassword() {
        return encoded(revealed());
    }

    private String revealed() {
        return password == null ? "" : password.reveal();
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the password, and what is sent in its place, which a server may repeat. */
    List<Secret> secrets() {
        return password == null || password.isBlank()
                ? List.of()
                : List.of(password, Secret.of(plain()), Secret.of(encodedPassword()));
    }
}
