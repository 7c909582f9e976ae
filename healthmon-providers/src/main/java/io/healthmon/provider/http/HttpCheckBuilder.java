package io.healthmon.provider.http;

import io.healthmon.provider.quota.QuotaLimit;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import io.healthmon.settings.DurationText;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link HttpCheck}.
 *
 * <p>Each setter checks its value and throws {@link IllegalArgumentException} with the name, the value unless it is a
 * secret, and what is allowed. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HttpCheckBuilder {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TargetAddress target;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final SentSecrets sent = new SentSecrets();
    private final Map<String, SecretHosts> bindings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Expectation> expectations = new ArrayList<>();
    private String method = "GET";
    private @Nullable String body;
    private ExpectedStatus status = ExpectedStatus.SUCCESS;
    private @Nullable AnswerReader reader;
    private @Nullable Duration downAfter;
    private @Nullable Integer lowQuota;
    private RedirectPolicy redirects = RedirectPolicy.SAME_HOST;
    private HttpClient.@Nullable Version version;
    private @Nullable ProxyAddress proxy;
    private TlsSettings tls = TlsSettings.DEFAULT;
    private @Nullable SSLContext context;

    HttpCheckBuilder(TargetAddress target) {
        this.target = target;
        headers.put("User-Agent", UserAgent.VALUE);
        headers.put("Accept", "application/json, */*;q=0.5");
        Secret userInfo = target.userInfo();
        if (userInfo != null) {
            header("Authorization", TargetAddress.basic(userInfo));
            sent.login(userInfo.reveal());
        }
        sent.query(target.uri().getRawQuery());
    }

    /**
     * Keeps what the answer's headers tell of a quota in the details, and counts a healthy answer as degraded while less
     * than a share of it is left, from 0 to 100 percent; see {@link io.healthmon.provider.quota.QuotaHeadroom}. If not set,
     * such headers are not looked at.
     */
    public HttpCheckBuilder quota(int degradedBelowPercent) {
        this.lowQuota = new QuotaLimit(degradedBelowPercent).degradedBelowPercent();
        return this;
    }

    /** Sets the method: GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS. Default: GET. */
    public HttpCheckBuilder method(String method) {
        String upper = method.trim().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(upper)) {
            throw new IllegalArgumentException(
                    "method \"" + method + "\" is not allowed; use GET, HEAD, POST, PUT, PATCH, DELETE or OPTIONS");
        }
        this.method = upper;
        return this;
    }

    /**
     * Sets a header, in place of an earlier one of the same name. If not set, {@code User-Agent} is
     * {@code healthmon/<version>} and {@code Accept} prefers JSON. When the service sends the value back, no message
     * shows it.
     */
    public HttpCheckBuilder header(String name, String value) {
        RequestTemplate.requireHeader(name, value);
        headers.put(name, value);
        bindings.remove(name);
        sent.header(value);
        return this;
    }

    /**
     * Sets a header whose value no message shows.
     *
     * @throws IllegalArgumentException if the secret is bound to other hosts than that of the address
     */
    public HttpCheckBuilder header(String name, Secret value) {
        SecretHosts hosts = value.hosts();
        if (hosts != null && !hosts.allow(target.uri())) {
            throw new IllegalArgumentException("header \"" + name + "\" names a secret that is bound to " + hosts
                    + " and is not sent to " + SafeAddress.origin(target.uri())
                    + "; use an address there, or add the host to the secret");
        }
        header(name, value.reveal());
        if (hosts != null) {
            bindings.put(name, hosts);
        }
        return this;
    }

    /**
     * Sets the body; the method has to be one that takes a body. If no {@code Content-Type} is set, a body that begins
     * like JSON is sent as such. If not set, nothing is sent.
     */
    public HttpCheckBuilder body(String body) {
        this.body = body;
        return this;
    }

    /** Sets the statuses that count as success, such as {@code 2xx}, {@code 200-299}, {@code 404}. Default: 2xx. */
    public HttpCheckBuilder expectStatus(String... patterns) {
        this.status = ExpectedStatus.of(Arrays.asList(patterns));
        return this;
    }

    /**
     * Expects a value in the JSON of the body. Numbers are compared by value; a text also fits the number, the truth
     * value or the null that is written so.
     *
     * @param pointer the place as RFC 6901 says, such as {@code /status}
     * @param value a text, a number, a truth value or null
     */
    public HttpCheckBuilder expectJson(String pointer, @Nullable Object value) {
        expectations.add(new JsonEquals(JsonPointer.of(pointer), value));
        return this;
    }

    /** Expects a text in the first 64 KiB of the body, in the same case. */
    public HttpCheckBuilder expectBodyContains(String text) {
        expectations.add(new BodyContains(text));
        return this;
    }

    /** Expects a regular expression to match somewhere in the first 64 KiB of the body, within 250 ms. */
    public HttpCheckBuilder expectBodyMatches(String expression) {
        expectations.add(BodyMatches.of(expression));
        return this;
    }

    /**
     * Expects a header to contain a text, upper and lower case being equal. Messages show what is expected and what has
     * come only of headers that hold no secrets, such as {@code Content-Type} and {@code Cache-Control}.
     */
    public HttpCheckBuilder expectHeader(String name, String text) {
        HeaderContains expectation = new HeaderContains(name, text);
        expectations.add(expectation);
        if (!expectation.harmless()) {
            sent.header(text);
        }
        return this;
    }

    /**
     * Sets what says what an answer means, whatever its status, in place of everything that is expected: {@code expectStatus},
     * {@code expectJson} and the like cannot stand beside it. Redirects that are not followed, and what has no answer at
     * all, the check still judges by itself; {@link #downAfter} counts for an answer that means healthy.
     *
     * <pre>{@code
     * HttpCheck.to("https://queue.example.com/depth")
     *         .readBy(answer -> answer.refusal().orElseGet(() -> answer.text().length() < 4
     *                 ? CheckResult.healthy()
     *                 : CheckResult.degraded(Cause.QUOTA, "The queue holds " + answer.safe(answer.text()) + " orders.")))
     *         .build();
     * }</pre>
     */
    public HttpCheckBuilder readBy(AnswerReader reader) {
        this.reader = reader;
        return this;
    }

    /** Sets the response time above which the service counts as down; from 1 ms to 1 h. If not set, none does. */
    public HttpCheckBuilder downAfter(Duration responseTime) {
        if (responseTime.compareTo(Duration.ofMillis(1)) < 0 || responseTime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "downAfter " + DurationText.format(responseTime) + " is not allowed; use from 1ms to 1h");
        }
        this.downAfter = responseTime;
        return this;
    }

    /**
     * Sets which redirects are followed. An expected status is never followed. Default: those to the same host and port,
     * and from {@code http} to {@code https} of the same host.
     */
    public HttpCheckBuilder redirects(RedirectPolicy policy) {
        this.redirects = policy;
        return this;
    }

    /**
     * Sets the version of HTTP that is asked for. Default: by TLS the newest that the server offers, in the clear
     * HTTP/1.1.
     */
    public HttpCheckBuilder version(HttpClient.Version version) {
        this.version = version;
        return this;
    }

    /** Sets the proxy. Default: that of the JVM's system properties, if any. */
    public HttpCheckBuilder proxy(String host, int port) {
        this.proxy = new ProxyAddress(host, port);
        return this;
    }

    /** Sets a file with the key and certificate to show to the server, in PKCS12 or JKS format; read when built. */
    public HttpCheckBuilder keystore(Path file, @Nullable Secret password) {
        this.tls = tls.withKeystore(file, password);
        return this;
    }

    /** Sets a file with the certificates to trust, in PKCS12 or JKS format. Default: those that the JVM trusts. */
    public HttpCheckBuilder truststore(Path file, @Nullable Secret password) {
        this.tls = tls.withTruststore(file, password);
        return this;
    }

    HttpCheckBuilder tls(TlsSettings settings) {
        this.tls = settings;
        return this;
    }

    /** Sets a TLS context of the application's own, in place of key store and trust store. */
    public HttpCheckBuilder sslContext(SSLContext context) {
        this.context = context;
        return this;
    }

    /**
     * Returns the check; the builder may be used on.
     *
     * @throws IllegalArgumentException if settings do not go together or a key or trust store cannot be read
     */
    public HttpCheck build() {
        refuseContradictions();
        byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri()).method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        if (body != null
                && !headers.containsKey("Content-Type")
                && body.stripLeading().matches("(?s)[\\[{].*")) {
            request.header("Content-Type", "application/json");
        }
        return new HttpCheck(new HttpPlan(
                new RequestTemplate(request.build(), bytes, version, List.copyOf(bindings.values())),
                new Expectations(status, expectations, downAfter, sent.values(), reader, lowQuota),
                redirects,
                HttpClients.get(new ClientSettings(proxy, tls, context)),
                bound()));
    }

    /** Returns whether the check shows who asks; which header is harmless cannot be told but of two. */
    private boolean bound() {
        boolean headersTell = headers.keySet().stream().anyMatch(name -> !RequestTemplate.harmless(name));
        return headersTell || body != null || tls.keystore() != null || context != null;
    }

    private void refuseContradictions() {
        if (body != null && (method.equals("GET") || method.equals("HEAD"))) {
            String message =
                    "body stands beside the method " + method + ", which takes none; use the method POST, or no body";
            throw new RefusedSettingException("body", message, null);
        }
        if (reader != null && !(expectations.isEmpty() && status == ExpectedStatus.SUCCESS)) {
            String message =
                    "expect stands beside readBy, which says by itself what an answer means;" + " keep one of the two";
            throw new RefusedSettingException("expect", message, null);
        }
        if (method.equals("HEAD") && expectations.stream().anyMatch(Expectation::needsBody)) {
            String message = "expect looks at a body, which the method HEAD does not bring; use the method GET";
            throw new RefusedSettingException("expect", message, null);
        }
    }
}
