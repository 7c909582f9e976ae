package io.healthmon.provider.stripe;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.provider.http.CheckCost;
import io.healthmon.provider.http.Route;
import io.healthmon.provider.quota.QuotaHeadroom;
import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.provider.service.Credential;
import io.healthmon.provider.service.CredentialSetting;
import io.healthmon.provider.service.Service;
import io.healthmon.provider.service.ServiceCheck;
import io.healthmon.provider.service.ServiceReader;
import io.healthmon.provider.service.ServiceSettings;
import io.healthmon.provider.service.Shape;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.secret.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Builds checks of Stripe, which read the balance of the account and show no amount.
 *
 * <pre>{@code
 * monitor.add(
 *         StripeCheck.integration("Payments").critical().build(),
 *         StripeCheck.with(Secret.of(key)).livemode(true).build());
 * }</pre>
 *
 * <p>Healthy is an account that Stripe answers for, in the mode that is meant; the detail {@code livemode} tells which. A
 * check without a key is unknown and asks nobody. Not safe for use by multiple threads; the checks are.
 *
 * @since 0.1
 */
public final class StripeCheck {

    static final Service SERVICE = new Service(
            "stripe",
            "Stripe",
            "https://api.stripe.com",
            StripeErrors.KEYS,
            StripeErrors.STATUS_PAGE,
            Duration.ofSeconds(30),
            2,
            "a restricted key with Read on Balance, or a secret key",
            new CredentialSetting("apiKey", "API key", "STRIPE_API_KEY"),
            "Request-Id");

    private final Credential key;
    private Route route = Route.direct();
    private @Nullable QuotaLimit quota;
    private @Nullable String account;
    private @Nullable Boolean livemode;

    private StripeCheck(Credential key) {
        String wayOut = "use a restricted key (rk_live_…, rk_test_…) or a secret key (sk_live_…, sk_test_…)";
        this.key = key.refuse("pk_", "a publishable key", wayOut).refuse("whsec_", "the secret of a webhook", wayOut);
    }

    /**
     * Begins a check with a restricted or a secret key; one that is blank counts as missing.
     *
     * @throws IllegalArgumentException if it is a publishable key, the secret of a webhook, or no key at all
     */
    public static StripeCheck with(Secret apiKey) {
        return new StripeCheck(Credential.of(SERVICE.credential(), apiKey));
    }

    /** Begins an integration with the defaults of this check: every 30 s, down after 2 failures. */
    public static IntegrationBuilder integration(String name) {
        return SERVICE.integration(name);
    }

    /** Returns what it takes to check Stripe. */
    public static CheckCost cost() {
        return SERVICE.cost();
    }

    static ServiceCheck of(ServiceSettings settings) {
        StripeCheck check = new StripeCheck(settings.credential(SERVICE.credential()));
        settings.text("account", check::account);
        settings.plain().flag("livemode").ifPresent(check::livemode);
        settings.quota(check::quota);
        return check.via(settings.route()).service();
    }

    /** Sets the connected account that is asked for, such as {@code acct_…}. If not set, that of the key. */
    public StripeCheck account(String account) {
        if (!account.matches("acct_\\w{1,100}")) {
            throw RefusedSettingException.ofText("account", account, "the id of a connected account, acct_…");
        }
        this.account = account;
        return this;
    }

    /**
     * Sets whether the key has to be one for live data: a test key in production is a problem of the configuration. If not
     * set, what the key's own beginning says ({@code rk_live_}, {@code sk_test_}) has to be true.
     */
    public StripeCheck livemode(boolean live) {
        this.livemode = live;
        return this;
    }

    /**
     * Keeps what the answer tells of a quota in the details, as {@link QuotaHeadroom} reads it, and counts a healthy one as
     * degraded while less than a share is left, from 0 to 100 percent. If not set, it is not looked at.
     */
    public StripeCheck quota(int degradedBelowPercent) {
        this.quota = new QuotaLimit(degradedBelowPercent);
        return this;
    }

    /** Sets how to get to Stripe. If not set, straight to {@code https://api.stripe.com}. */
    public StripeCheck via(Route route) {
        this.route = route;
        return this;
    }

    /**
     * Returns the check; this builder may be used on.
     *
     * @throws IllegalArgumentException if the key is bound to other hosts, or a key or trust store cannot be read
     */
    public HealthCheck build() {
        return service();
    }

    private ServiceCheck service() {
        Boolean wanted = livemode != null ? livemode : ofKey();
        return ServiceCheck.bearer(
                new ServiceReader(SERVICE, StripeErrors.TABLE, (balance, answer) -> read(balance, wanted)),
                key,
                route,
                "/v1/balance",
                ServiceCheck.minding(
                        quota, request -> account == null ? request : request.header("Stripe-Account", account)));
    }

    private @Nullable Boolean ofKey() {
        boolean live = key.startsWith("sk_live_") || key.startsWith("rk_live_");
        boolean test = key.startsWith("sk_test_") || key.startsWith("rk_test_");
        boolean known = live || test;
        return known ? Boolean.valueOf(live) : null;
    }

    private static CheckResult read(Shape balance, @Nullable Boolean wanted) {
        String object = balance.text("object");
        if (!object.equals("balance")) {
            throw balance.wrong("object", "the text balance");
        }
        boolean live = balance.flag("livemode");
        boolean meant = wanted == null || wanted == live;
        CheckResult result = meant ? CheckResult.healthy() : otherMode(live);
        return result.withDetail("livemode", live);
    }

    private static CheckResult otherMode(boolean live) {
        return CheckResult.down(new Problem(
                Cause.CONFIGURATION,
                live
                        ? "The Stripe key is one for live data where one for test data is meant."
                        : "The Stripe key is one for test data where one for live data is meant: no payment is real.",
                "Put a key of the other mode in \"apiKey\", or set \"livemode\" to " + live + " if it is meant.",
                StripeErrors.KEYS));
    }
}
