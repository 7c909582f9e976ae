package io.healthmon.provider.webhook;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertMessage;
import io.healthmon.channel.DeliveryException;
import io.healthmon.provider.http.HttpAnswer;
import io.healthmon.provider.http.HttpPost;
import io.healthmon.provider.http.NoAnswerException;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Posts each alert as JSON to an address, after the Standard Webhooks specification.
 *
 * <p>The headers {@code webhook-id} (that of the alert, the same in every attempt), {@code webhook-timestamp} (when the
 * attempt is made, in seconds) and, with a secret, {@code webhook-signature} go along. Each attempt sends one request,
 * exactly once, and has 8 s. A status of 2xx means that the alert was taken; the body is not looked at. A redirect is
 * not followed. 410 says that nobody wants alerts there any more, so trying again is of no use; after every other status,
 * and without a whole answer, it is tried again, after 429 and 503 not before the time that the receiver asks for.
 *
 * <p>Such addresses are secrets: messages show scheme, host and port only. An interrupt ends the attempt. Immutable: what
 * looks like a setter returns another channel. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class WebhookChannel implements AlertChannel, SecretHolder {

    private static final Duration TIME_LIMIT = Duration.ofSeconds(8);

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final Set<String> OWN = Set.of(ID, TIMESTAMP, SIGNATURE, "content-type");

    private final HttpPost post;
    private final @Nullable WebhookSignature signature;

    private WebhookChannel(HttpPost post, @Nullable WebhookSignature signature) {
        this.post = post;
        this.signature = signature;
    }

    /**
     * Returns the channel to an address, unsigned.
     *
     * @param url an address that begins with {@code http://} or {@code https://}, without user name and password
     * @throws IllegalArgumentException if it is not such an address; the message shows at most its scheme and host
     */
    public static WebhookChannel to(URI url) {
        return to(HttpPost.to(url.toString()));
    }

    static WebhookChannel to(HttpPost post) {
        return new WebhookChannel(post, null);
    }

    /**
     * Returns the same channel with each request signed.
     *
     * @param secret {@code whsec_} and 24 to 64 bytes in base64, as the specification says; or any other text, of which
     *     the bytes in UTF-8 are the key
     * @throws IllegalArgumentException if it is blank, or begins with {@code whsec_} and is no such key
     */
    public WebhookChannel secret(Secret secret) {
        return new WebhookChannel(post, WebhookSignature.by(secret));
    }

    /**
     * Returns the same channel with a header that goes along, such as {@code Authorization}. No message shows the value.
     *
     * @throws IllegalArgumentException if it cannot be set, or is one that the channel sets itself
     */
    public WebhookChannel header(String name, Secret value) {
        refuseOwn(name);
        return new WebhookChannel(post.header(name, value), signature);
    }

    /**
     * Returns the same channel with the certificates in a file trusted, in PKCS12 or JKS format. If not called, those
     * that the JVM trusts.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public WebhookChannel truststore(Path file, @Nullable Secret password) {
        return new WebhookChannel(post.truststore(file, password), signature);
    }

    static void refuseOwn(String name) {
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "header \"" + name + "\" is set by the channel itself; leave it out of the headers");
        }
    }

    @Override
    public Collection<Secret> secrets() {
        List<Secret> all = new ArrayList<>(post.secrets());
        if (signature != null) {
            all.addAll(signature.secrets());
        }
        return all;
    }

    @Override
    public void send(AlertMessage message) throws DeliveryException, InterruptedException {
        byte[] body = WebhookPayload.of(message);
        HttpAnswer answer;
        try {
            answer = post.send(headers(message, body), body, TIME_LIMIT);
        } catch (NoAnswerException unanswered) {
            throw DeliveryException.temporary(String.valueOf(unanswered.getMessage()), null);
        }
        if (answer.status() < 200 || answer.status() > 299) {
            throw refusal(answer, message);
        }
    }

    private Map<String, String> headers(AlertMessage message, byte[] body) {
        String id = message.alert().id();
        long timestamp = message.sentAt().getEpochSecond();
        Map<String, String> headers = new TreeMap<>();
        headers.put(ID, id);
        headers.put(TIMESTAMP, Long.toString(timestamp));
        WebhookSignature signing = signature;
        if (signing != null) {
            headers.put(SIGNATURE, signing.of(id, timestamp, body));
        }
        return headers;
    }

    private DeliveryException refusal(HttpAnswer answer, AlertMessage message) {
        String said = "The webhook at " + post.place() + " answers " + answer.status();
        return switch (answer.status()) {
            case 410 ->
                DeliveryException.permanent(
                        said + ": nobody takes alerts there any more. Set \"url\" to where they are wanted.", null);
            case 429, 503 ->
                answer.retryAfter(message.sentAt())
                        .map(wait -> DeliveryException.retryAfter(
                                said + " and asks to be left alone for " + wait.toSeconds() + " s.", wait))
                        .orElseGet(() -> DeliveryException.temporary(said + ".", null));
            default -> DeliveryException.temporary(said + advice(answer), null);
        };
    }

    private static String advice(HttpAnswer answer) {
        if (answer.status() >= 300 && answer.status() <= 399) {
            return answer.redirectedTo()
                            .map(place -> ", a redirect to " + place)
                            .orElse(", a redirect that does not say where to")
                    + ". Alerts do not follow redirects: set \"url\" to the address where they are taken.";
        }
        if (answer.status() == 401 || answer.status() == 403) {
            return ": it does not accept who sends. See \"secret\" and \"headers\".";
        }
        return answer.status() >= 500
                ? ": it has failed. See the log of the receiver."
                : ": it refuses the alert. See whether \"url\" is right, and the log of the receiver.";
    }

    /** Returns what may be shown of the address. */
    @Override
    public String toString() {
        return "webhook to " + post.place();
    }
}
