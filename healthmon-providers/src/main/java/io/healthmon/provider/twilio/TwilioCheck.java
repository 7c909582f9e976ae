package io.healthmon.provider.twilio;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.quota.QuotaHeadroom;
import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.ErrorTable;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.service.Shape;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of Twilio, which read the account, its phone numbers or its balance, and send no message.
 *
 * <pre>{@code
 * monitor.add(
 *         TwilioCheck.integration("SMS").critical().build(),
 *         TwilioCheck.with(accountSid, Secret.of(authToken)).build());
 * }</pre>
 *
 * <p>With an auth token the account is read: healthy is an active one. With an API key it is the list of phone numbers,
 * because Standard keys may not read the account; {@link #resource} changes that. In place of both, {@link #sender} looks
 * at one number and {@link #minimumBalance} at the money that is left. One check asks for one of them. Of what Twilio
 * answers, the auth token of the account among it, nothing is kept but the status and what is named here. A check without
 * its credentials is unknown and asks nobody. Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class TwilioCheck {

    static final Service SERVICE = new Service(
            "twilio",
            "Twilio",
            "https://api.twilio.com",
            "https://www.twilio.com/docs/iam/api-keys",
            TwilioErrors.STATUS_PAGE,
            Duration.ofMinutes(1),
            3,
            "the auth token of the account or a Main key; a Standard key for phone numbers",
            new CredentialSetting("authToken", "auth token or API key", "TWILIO_AUTH_TOKEN"),
            "Twilio-Request-Id");

    private final TwilioLogin login;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private @Nullable String resource;
    private @Nullable String sender;
    private @Nullable BigDecimal minimumBalance;

    private TwilioCheck(TwilioLogin login) {
        this.login = login;
    }

    /**
     * Begins a check with the auth token of an account; what is blank counts as missing.
     *
     * @param accountSid {@code AC…}
     * @throws IllegalArgumentException if one of them cannot be what it is said to be
     */
    public static TwilioCheck with(String accountSid, Secret authToken) {
        return new TwilioCheck(TwilioLogin.withToken(Secret.of(accountSid), authToken));
    }

    /**
     * Begins a check with an API key; what is blank counts as missing.
     *
     * @param accountSid {@code AC…}
     * @param keySid {@code SK…}
     * @throws IllegalArgumentException if one of them cannot be what it is said to be
     */
    public static TwilioCheck withKey(String accountSid, String keySid, Secret keySecret) {
        return new TwilioCheck(TwilioLogin.withKey(Secret.of(accountSid), Secret.of(keySid), keySecret));
    }

    /** Begins an integration with the defaults of this check: every minute, down after 3 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check Twilio. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        TwilioCheck check = new TwilioCheck(TwilioLogin.read(settings));
        settings.text("resource", check::resource);
        settings.text("sender", check::sender);
        settings.text("minimumBalance", amount -> check.minimumBalance(decimal(amount)));
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    private static BigDecimal decimal(String amount) {
        if (!amount.strip().matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            throw RefusedSettingException.ofText(
                    "minimumBalance", amount, "a decimal number in the currency of the account, as 20 or 12.50");
        }
        return new BigDecimal(amount.strip());
    }

    /**
     * Sets what is read: {@code Account}, or a list below it, such as {@code IncomingPhoneNumbers}, {@code Queues} or what
     * else a Restricted key may read. If not set, {@code Account} with an auth token and {@code IncomingPhoneNumbers} with
     * an API key.
     */
    public TwilioCheck resource(String name) {
        if (!name.matches("[A-Z][A-Za-z]{2,40}") || name.equals("Balance") || name.equals("Accounts")) {
            throw RefusedSettingException.ofText(
                    "resource",
                    name,
                    "Account, or a list of Twilio, as IncomingPhoneNumbers; of the balance, set \"minimumBalance\"");
        }
        this.resource = name;
        return this;
    }

    /**
     * Sets the number that messages are sent from, such as {@code +15550001}: it has to belong to the account, be in use and
     * be able to send messages. If not set, no number is looked at.
     */
    public TwilioCheck sender(String number) {
        if (!number.matches("\\+[1-9]\\d{5,14}")) {
            throw RefusedSettingException.ofText("sender", number, "a phone number with its country, as +15550001");
        }
        this.sender = number;
        return this;
    }

    /**
     * Sets the balance below which Twilio is degraded, in the currency of the account; it may be negative. Subaccounts have
     * no balance. If not set, it is not read.
     */
    public TwilioCheck minimumBalance(BigDecimal amount) {
        this.minimumBalance = amount;
        return this;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public TwilioCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to Twilio, as of another region. If not set, straight to {@code https://api.twilio.com}. */
    public TwilioCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if more than one of resource, sender and minimumBalance is set, the credentials are
     *     bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        if (Stream.of(resource != null, sender != null, minimumBalance != null)
                        .filter(set -> set)
                        .count()
                > 1) {
            throw new RefusedSettingException(
                    sender == null ? "minimumBalance" : "sender",
                    "resource, sender and minimumBalance stand side by side, but a check asks for one of them; use a"
                            + " check for each",
                    null);
        }
        if (sender != null) {
            String query = "PhoneNumber=" + URLEncoder.encode(sender, StandardCharsets.UTF_8) + "&PageSize=1";
            return ask("/IncomingPhoneNumbers.json?" + query, TwilioErrors.TABLE, new SenderNumber(sender)::judge);
        }
        BigDecimal least = minimumBalance;
        if (least != null) {
            return ask(
                    "/Balance.json",
                    TwilioErrors.TABLE,
                    (balance, answer) -> TwilioBalance.read(balance, answer).judge(least));
        }
        return resource();
    }

    private ServiceCheck resource() {
        String name = resource != null ? resource : login.byKey() ? "IncomingPhoneNumbers" : "Account";
        return name.equals("Account")
                ? ask(".json", login.byKey() ? TwilioErrors.ACCOUNT_BY_KEY : TwilioErrors.TABLE, TwilioAccount::judge)
                : ask("/" + name + ".json?PageSize=1", TwilioErrors.TABLE, (list, answer) -> {
                    list.number("page");
                    return CheckResult.healthy();
                });
    }

    private ServiceCheck ask(String path, ErrorTable errors, BiFunction<Shape, HttpAnswer, CheckResult> success) {
        return ServiceCheck.of(
                new ServiceReader(SERVICE, errors, success),
                login.weakest(),
                route,
                login.path() + path,
                ServiceCheck.minding(quota, request -> {
                    login.header().ifPresent(value -> request.header("Authorization", value));
                    return request;
                }));
    }
}
