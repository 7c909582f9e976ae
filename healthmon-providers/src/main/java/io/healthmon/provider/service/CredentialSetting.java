package io.healthmon.provider.service;

/**
 * Where the credential of a service stands, or what goes with it.
 *
 * @param name the setting, such as {@code apiKey}
 * @param kind what it is for people, such as {@code API key}
 * @param variable the environment variable that people usually keep it in, such as {@code STRIPE_API_KEY}
 * @param proves whether it is what rights are given to; if not, it only names something, such as an account
 */
public record CredentialSetting(String name, String kind, String variable, boolean proves) {

    /** Makes one of what rights are given to. */
    public CredentialSetting(String name, String kind, String variable) {
        this(name, kind, variable, true);
    }

    /** Makes one of what only names something. */
    public static CredentialSetting naming(String name, String kind, String variable) {
        return new CredentialSetting(name, kind, variable, false);
    }
}
