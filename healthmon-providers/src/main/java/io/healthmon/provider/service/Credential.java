package io.healthmon.provider.service;

import io.healthmon.check.Cause;
import io.healthmon.check.Problem;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a check, or that it is missing. Immutable; no text of it shows the value.
 *
 * @param setting where it stands
 * @param place the setting with its path in the configuration, such as {@code integrations[2].apiKey}
 * @param value without white space at its ends, as files of secrets have it; null when there is none
 */
public record Credential(
        CredentialSetting setting, String place, @Nullable Secret value) {

    private static final Pattern ONE_WORD = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * Takes a credential; a blank one counts as missing.
     *
     * @throws RefusedSettingException if it has white space or other characters in its middle that no credential has
     */
    public static Credential of(CredentialSetting setting, String place, @Nullable Secret value) {
        if (value == null || value.isBlank()) {
            return new Credential(setting, place, null);
        }
        String bare = value.reveal().strip();
        if (!ONE_WORD.matcher(bare).matches()) {
            throw new RefusedSettingException(
                    setting.name(),
                    setting.name() + " holds white space or characters that no " + setting.kind()
                            + " has; copy it again, on one line",
                    null);
        }
        SecretHosts hosts = value.hosts();
        Secret stripped = Secret.of(bare);
        return new Credential(setting, place, hosts == null ? stripped : stripped.boundTo(hosts));
    }

    /** Takes a credential that the application sets in code. */
    public static Credential of(CredentialSetting setting, @Nullable Secret value) {
        return of(setting, setting.name(), value);
    }

    /**
     * Refuses a credential of another kind, which begins in a way that tells it.
     *
     * @param prefix how the other kind begins
     * @param kind what it is
     * @param wayOut what to set in its place
     * @throws RefusedSettingException if it begins so
     */
    public Credential refuse(String prefix, String kind, String wayOut) {
        if (value != null && value.reveal().startsWith(prefix)) {
            throw new RefusedSettingException(
                    setting.name(),
                    setting.name() + " \"" + prefix + "…\" is " + kind + ", which cannot be used here; " + wayOut,
                    null);
        }
        return this;
    }

    /** Returns whether it begins with a text; false when it is missing. */
    public boolean startsWith(String prefix) {
        return value != null && value.reveal().startsWith(prefix);
    }

    /** Returns the value of a header that sends it as bearer token, bound where it is bound; empty when it is missing. */
    public Optional<Secret> bearer() {
        return Optional.ofNullable(value).map(known -> {
            Secret header = Secret.of("Bearer " + known.reveal());
            SecretHosts hosts = known.hosts();
            return hosts == null ? header : header.boundTo(hosts);
        });
    }

    /** Returns the value of a header that sends it as password of a user, bound where it is bound; empty when it is missing. */
    public Optional<Secret> basic(String user) {
        return Optional.ofNullable(value).map(known -> {
            byte[] login = (user + ":" + known.reveal()).getBytes(StandardCharsets.UTF_8);
            Secret header = Secret.of("Basic " + Base64.getEncoder().encodeToString(login));
            SecretHosts hosts = known.hosts();
            return hosts == null ? header : header.boundTo(hosts);
        });
    }

    /** Returns what to say of a check without its credential; empty when there is one. */
    public Optional<Problem> missing(Service service) {
        return value != null
                ? Optional.empty()
                : Optional.of(new Problem(
                        Cause.CREDENTIALS_MISSING,
                        "No " + setting.kind() + " for " + service.name() + " is configured: \"" + place
                                + "\" is missing or empty.",
                        "Set \"" + place + "\", for instance to ${" + setting.variable()
                                + "} with the environment variable " + setting.variable()
                                + " set and not empty."
                                + (setting.proves() ? " It needs: " + service.right() + "." : ""),
                        service.documentation()));
    }
}
