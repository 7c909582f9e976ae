package io.healthmon.provider.service;

/**
 * Where the credential of a service stands.
 *
 * @param name the setting, such as {@code apiKey}
 * @param kind what it is for people, such as {@code API key}
 * @param variable the environment variable that people usually keep it in, such as {@code STRIPE_API_KEY}
 */
public record CredentialSetting(String name, String kind, String variable) {}
