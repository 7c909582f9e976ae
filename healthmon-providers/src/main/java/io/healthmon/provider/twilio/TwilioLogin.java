package io.healthmon.provider.twilio;

import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who asks Twilio: an account with its auth token, or with one of its API keys. Any of them may be missing.
 *
 * @param account the SID of the account
 * @param key the SID of the API key; null for the auth token
 * @param password the auth token, or the secret of the API key
 */
record TwilioLogin(Credential account, @Nullable Credential key, Credential password) {

    private static final CredentialSetting ACCOUNT =
            CredentialSetting.naming("accountSid", "account SID", "TWILIO_ACCOUNT_SID");
    private static final CredentialSetting TOKEN =
            new CredentialSetting("authToken", "auth token", "TWILIO_AUTH_TOKEN");
    private static final CredentialSetting KEY = CredentialSetting.naming("apiKeySid", "API key SID", "TWILIO_API_KEY");
    private static final CredentialSetting SECRET =
            new CredentialSetting("apiKeySecret", "API key secret", "TWILIO_API_SECRET");

    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");

    TwilioLogin {
        requireSid(account, "AC", "an account");
        if (key != null) {
            requireSid(key, "SK", "an API key");
        }
        if (password.value() != null && SID.matcher(password.value().reveal()).matches()) {
            throw new RefusedSettingException(
                    password.setting().name(),
                    password.setting().name() + " is a SID, which names something and proves nothing; use the "
                            + password.setting().kind() + " from the console of Twilio",
                    null);
        }
    }

    private static void requireSid(Credential sid, String prefix, String owner) {
        Secret value = sid.value();
        if (value == null) {
            return;
        }
        if (!SID.matcher(value.reveal()).matches() || !sid.startsWith(prefix)) {
            throw new RefusedSettingException(
                    sid.setting().name(),
                    sid.setting().name() + " is not the SID of " + owner + "; use " + prefix
                            + " and the 32 digits from 0 to f behind it",
                    null);
        }
    }

    static TwilioLogin withToken(Secret accountSid, Secret authToken) {
        return new TwilioLogin(Credential.of(ACCOUNT, accountSid), null, Credential.of(TOKEN, authToken));
    }

    static TwilioLogin withKey(Secret accountSid, Secret keySid, Secret keySecret) {
        return new TwilioLogin(
                Credential.of(ACCOUNT, accountSid), Credential.of(KEY, keySid), Credential.of(SECRET, keySecret));
    }

    static TwilioLogin read(ServiceSettings settings) {
        Credential account = settings.credential(ACCOUNT);
        Credential token = settings.credential(TOKEN);
        Credential key = settings.credential(KEY);
        Credential secret = settings.credential(SECRET);
        boolean byKey = key.value() != null || secret.value() != null;
        if (byKey && token.value() != null) {
            throw new RefusedSettingException(
                    TOKEN.name(), "authToken stands beside an API key; keep one of the two", null);
        }
        return byKey ? new TwilioLogin(account, key, secret) : new TwilioLogin(account, null, token);
    }

    boolean byKey() {
        return key != null;
    }

    /** Returns the first that is missing, or the password. */
    Credential weakest() {
        return Stream.of(account, key == null ? account : key, password)
                .filter(each -> each.value() == null)
                .findFirst()
                .orElse(password);
    }

    /** Returns the path of the account in the API, without an ending. */
    String path() {
        Secret sid = account.value();
        return "/2010-04-01/Accounts" + (sid == null ? "" : "/" + sid.reveal());
    }

    /** Returns the value of the header that logs in; empty when something is missing. */
    Optional<Secret> header() {
        Secret user = (key == null ? account : key).value();
        return user == null ? Optional.empty() : password.basic(user.reveal());
    }
}
