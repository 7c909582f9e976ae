package io.healthmon.provider.http;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Problem;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place that JSON is posted to: for channels, which tell rather than check.
 *
 * <p>Each call sends one request, exactly once, and follows no redirect. Its time limit covers everything, from the name
 * of the host to the last byte of the answer, of whose body at most 64 KiB are read. It uses the
 * client of the HTTP checks with equal settings, opened for the call where no check has it open, so there is nothing to
 * close. No message shows more of the address than its scheme, host and port, since a path may be a secret.
 *
 * <p>Immutable: what looks like a setter returns another place. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HttpPost {

    private static final ExpectedStatus ANY = ExpectedStatus.of(List.of("1xx", "2xx", "3xx", "4xx", "5xx"));

    private final TargetAddress target;
    private final Map<String, Secret> headers;
    private final ClientSettings settings;
    private final SharedClient client;

    private HttpPost(TargetAddress target, Map<String, Secret> headers, ClientSettings settings) {
        this.target = target;
        this.headers = headers;
        this.settings = settings;
        this.client = HttpClients.get(settings);
    }

    /**
     * Returns the place at an address.
     *
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}, or holds a user
     *     name or a password; the message shows at most its scheme and host
     */
    public static HttpPost to(String url) {
        TargetAddress target = TargetAddress.parse(url);
        if (target.userInfo() != null) {
            throw new IllegalArgumentException("url \"" + SafeAddress.origin(target.uri())
                    + "\" holds a user name or a password; take it out and set the header Authorization");
        }
        return new HttpPost(target, Map.of(), ClientSettings.DEFAULT);
    }

    /**
     * Reads {@code url}, {@code headers}, {@code proxy} and {@code tls}, as the HTTP check knows them.
     *
     * @throws SettingException if a setting cannot be used
     */
    public static HttpPost of(Settings settings) {
        String url = settings.requireText("url");
        HttpPost bare = HttpSettings.refusedAt(settings, "url", () -> to(url));
        Settings names = settings.group("headers");
        for (Map.Entry<String, String> header : settings.textMap("headers").entrySet()) {
            String name = header.getKey();
            HttpPost before = bare;
            bare = HttpSettings.refusedAt(names, name, () -> before.header(name, Secret.of(header.getValue())));
        }
        HttpPost named = bare;
        ProxyAddress proxy = settings.text("proxy")
                .map(text -> HttpSettings.refusedAt(settings, "proxy", () -> ProxyAddress.parse(text)))
                .orElse(null);
        TlsSettings tls = TlsSettings.read(settings.group("tls"));
        try {
            return named.with(new ClientSettings(proxy, tls, null));
        } catch (RefusedSettingException refused) {
            throw new SettingException(settings.path(refused.setting()), String.valueOf(refused.getMessage()));
        }
    }

    /**
     * Returns the same place with a header that goes with each request, in place of an earlier one of the same name.
     *
     * @throws IllegalArgumentException if it cannot be set; the message does not show the value
     */
    public HttpPost header(String name, Secret value) {
        RequestTemplate.requireHeader(name, value.reveal());
        Map<String, Secret> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new HttpPost(target, more, settings);
    }

    /**
     * Returns the same place with the certificates in a file trusted, in PKCS12 or JKS format. If not called, those that
     * the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public HttpPost truststore(Path file, @Nullable Secret password) {
        TlsSettings tls = settings.tls().withTruststore(file, password);
        return with(new ClientSettings(settings.proxy(), tls, null));
    }

    /** Returns what its headers hold. */
    public Collection<Secret> secrets() {
        SentSecrets sent = new SentSecrets();
        headers.forEach((name, value) -> {
            if (!HttpSettings.holdsNoSecret(name)) {
                sent.header(value.reveal());
            }
        });
        return sent.values();
    }

    /** Returns scheme, host and port: all of the address that may be shown. */
    public String place() {
        return SafeAddress.origin(target.uri());
    }

    /**
     * Posts and waits for the answer.
     *
     * @param more headers of this request alone, which come before those of the place
     * @param json the body
     * @param within the time limit of the whole
     * @throws NoAnswerException if there is no answer, or only a part of one
     * @throws InterruptedException if the thread is interrupted; the connection is closed then
     */
    public HttpAnswer send(Map<String, String> more, byte[] json, Duration within)
            throws NoAnswerException, InterruptedException {
        AtomicReference<@Nullable HttpAnswer> heard = new AtomicReference<>();
        Expectations all = new Expectations(ANY, List.of(), null, sent(more), said -> {
            heard.set(said);
            return CheckResult.healthy();
        });
        HttpPlan plan = new HttpPlan(template(more, json), all, RedirectPolicy.NEVER, client, true);
        CheckResult result = await(HttpRun.begin(plan, within, null));
        HttpAnswer answer = heard.get();
        if (answer == null) {
            throw new NoAnswerException(Objects.requireNonNull(result.problem(), "problem"));
        }
        return answer;
    }

    private static CheckResult await(HttpRun run) throws NoAnswerException, InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException broken) {
            // why: without the text, which may show the address.
            String kind = Objects.requireNonNullElse(broken.getCause(), broken)
                    .getClass()
                    .getSimpleName();
            throw new NoAnswerException(Problem.of(Cause.CHECK_ERROR, "The request cannot be sent: " + kind));
        } finally {
            // why: without effect unless this thread was interrupted.
            run.cancel(true);
        }
    }

    private RequestTemplate template(Map<String, String> more, byte[] json) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("User-Agent", UserAgent.VALUE);
        all.put("Content-Type", "application/json");
        headers.forEach((name, value) -> all.put(name, value.reveal()));
        all.putAll(more);
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri()).method("POST", BodyPublishers.noBody());
        all.forEach(request::header);
        List<SecretHosts> bindings = headers.values().stream()
                .map(Secret::hosts)
                .flatMap(Stream::ofNullable)
                .toList();
        return new RequestTemplate(request.build(), json, null, bindings);
    }

    /** Returns what the receiver may send back and no message may show; a path may be a secret too. */
    private List<Secret> sent(Map<String, String> more) {
        SentSecrets sent = new SentSecrets();
        headers.values().forEach(value -> sent.header(value.reveal()));
        more.values().forEach(sent::header);
        sent.add(target.uri().getRawPath());
        sent.query(target.uri().getRawQuery());
        return sent.values();
    }

    private HttpPost with(ClientSettings other) {
        return new HttpPost(target, headers, other);
    }

    /** Returns what {@link #place()} does. */
    @Override
    public String toString() {
        return place();
    }
}
