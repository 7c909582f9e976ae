package io.healthmon.provider.http;

import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHosts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is sent again and again: built and checked once. */
final class RequestTemplate {

    private static final byte[] NO_BODY = {};

    /** Headers that go to another host too, since they tell nothing about who asks. */
    private static final List<String> HARMLESS = List.of("accept", "user-agent");

    private final HttpRequest request;
    private final byte[] body;
    private final HttpClient.@Nullable Version version;
    private final String origin;

    /** Where the secrets among its headers may go; empty when none of them is bound. */
    private final List<SecretHosts> bindings;

    /**
     * Makes a template.
     *
     * @param like method, address and headers
     * @param body what is sent with it; empty for none
     * @param version the version of HTTP; null for the newest that the server offers in a TLS handshake, and HTTP/1.1
     *     in the clear, where asking for more confuses servers
     */
    RequestTemplate(HttpRequest like, byte[] body, HttpClient.@Nullable Version version) {
        this(like, body, version, List.of());
    }

    /**
     * Makes a template with secrets.
     *
     * @param bindings where the secrets in its headers may go
     * @throws IllegalArgumentException if that is not where it goes
     */
    RequestTemplate(HttpRequest like, byte[] body, HttpClient.@Nullable Version version, List<SecretHosts> bindings) {
        this(like.uri(), like.method(), like, bindings, body, version);
    }

    private RequestTemplate(
            URI uri,
            String method,
            HttpRequest like,
            @Nullable List<SecretHosts> bindings,
            byte[] body,
            HttpClient.@Nullable Version version) {
        boolean allHeaders = bindings != null;
        this.bindings = bindings == null ? List.of() : List.copyOf(bindings);
        requireAllowed(uri);
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        for (Map.Entry<String, List<String>> header : like.headers().map().entrySet()) {
            if (allHeaders || harmless(header.getKey())) {
                header.getValue().forEach(value -> builder.header(header.getKey(), value));
            }
        }
        this.request = builder.version(version == null ? newest(uri) : version).build();
        this.body = body;
        this.version = version;
        this.origin = SafeAddress.origin(uri);
    }

    /**
     * Refuses a header that cannot be sent.
     *
     * @throws IllegalArgumentException with the name, not the value
     */
    static void requireHeader(String name, String value) {
        try {
            HttpRequest.newBuilder().header(name, value);
        } catch (IllegalArgumentException refused) {
            // why: without the cause, whose message would show the value.
            throw new IllegalArgumentException("header \"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\" cannot be set: use a name of letters, digits and '-' that is not one of Host, Connection,"
                    + " Content-Length, Expect and Upgrade, and a value of one line");
        }
    }

    /** Returns whether a header tells nothing about who asks. */
    static boolean harmless(String header) {
        return HARMLESS.contains(header.toLowerCase(Locale.ROOT));
    }

    /** Returns what its headers hold, each of them and their parts, but for those that are never secret. */
    List<Secret> secrets() {
        SentSecrets sent = new SentSecrets();
        request.headers().map().forEach((name, values) -> {
            if (!HttpSettings.holdsNoSecret(name)) {
                values.forEach(sent::header);
            }
        });
        return sent.values();
    }

    /** Returns the same request to another address. */
    RequestTemplate movedTo(URI target) {
        return new RequestTemplate(target, request.method(), request, bindings, body, version);
    }

    /** Returns the same request by HTTP/1.1 where it is in the clear: what is guarded is not upgraded. */
    RequestTemplate withoutUpgrade() {
        boolean upgraded = version == HttpClient.Version.HTTP_2 && !SafeAddress.secure(uri());
        return upgraded
                ? new RequestTemplate(uri(), request.method(), request, bindings, body, HttpClient.Version.HTTP_1_1)
                : this;
    }

    /** Returns whether the secrets among its headers may go to an address. */
    boolean maySendTo(URI target) {
        return bindings.stream().allMatch(hosts -> hosts.allow(target));
    }

    /** Nothing that is sent exists with a secret for another host, however it came about. */
    private void requireAllowed(URI uri) {
        if (!maySendTo(uri)) {
            throw new IllegalArgumentException("a secret among the headers is bound to " + bindings.get(0)
                    + " and is not sent to " + SafeAddress.origin(uri));
        }
    }

    HttpRequest request() {
        return request;
    }

    URI uri() {
        return request.uri();
    }

    String origin() {
        return origin;
    }

    byte[] body() {
        return body;
    }

    /** Returns the request for the place that a redirect points to. */
    RequestTemplate redirected(URI target, int status) {
        boolean bodyGoesAlong = keepsBody(status);
        String method = bodyGoesAlong || "HEAD".equals(request.method()) ? request.method() : "GET";
        return new RequestTemplate(
                target,
                method,
                request,
                staysAtHome(target) ? bindings : null,
                bodyGoesAlong ? body : NO_BODY,
                version);
    }

    /** Returns whether the target is the same host and port, or the same host reached by TLS instead of in the clear. */
    boolean staysAtHome(URI target) {
        boolean upgraded = SafeAddress.host(uri()).equals(SafeAddress.host(target))
                && !SafeAddress.secure(uri())
                && SafeAddress.secure(target);
        return upgraded || origin.equals(SafeAddress.origin(target));
    }

    /** Returns whether a redirect of this status sends the body again: not after 303, nor where a POST becomes a GET. */
    boolean keepsBody(int status) {
        return status == 307 || status == 308 || (status != 303 && !"POST".equals(request.method()));
    }

    boolean hasBody() {
        return body.length > 0;
    }

    private static HttpClient.Version newest(URI uri) {
        return SafeAddress.secure(uri) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    @Override
    public String toString() {
        return request.method() + " " + SafeAddress.of(uri());
    }
}
