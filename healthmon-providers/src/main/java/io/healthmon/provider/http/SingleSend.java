package io.healthmon.provider.http;

import io.healthmon.schedule.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * One sending of a request, which notices when the client sends it a second time.
 *
 * <p>The client repeats a GET on its own and in silence when the connection ends before an answer. That is right when
 * the connection was an old one that the server had given up, and a lie when it was new: then the server took the
 * request and failed. Only a system property of the whole JVM could switch it off. But the client asks for the length
 * of the body each time it is about to send, connected already; so this is where sendings are counted and where one too
 * many is refused.
 */
final class SingleSend extends HttpRequest implements HttpRequest.BodyPublisher {

    private final RequestTemplate template;
    private final boolean mayRepeat;
    private final Stopwatch sinceStart;
    private volatile int sendings;
    private volatile @Nullable HttpHeaders headers;
    private volatile @Nullable Duration readyAfter;

    /**
     * Makes a sending.
     *
     * @param mayRepeat whether the connection may be an old one, so that a second sending is right
     * @param sinceStart the time since its hop began
     */
    SingleSend(RequestTemplate template, boolean mayRepeat, Stopwatch sinceStart) {
        this.template = template;
        this.mayRepeat = mayRepeat;
        this.sinceStart = sinceStart;
    }

    /** Has the request show a ticket at the gate; the client sends no header of a proxy beyond. */
    void showAtGate(String ticket) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(template.request().headers().map());
        all.put(GateHead.TICKET, List.of(ticket));
        headers = HttpHeaders.of(all, (name, value) -> true);
    }

    /** Returns how often the request was sent. */
    int sendings() {
        return sendings;
    }

    /** Returns after how long the connection was ready and the request went out, or null when it did not. */
    @Nullable Duration readyAfter() {
        return readyAfter;
    }

    @Override
    public long contentLength() {
        int before = sendings;
        if (before > 0 && !mayRepeat) {
            throw new UncheckedIOException(new UnansweredException());
        }
        sendings = before + 1;
        readyAfter = sinceStart.elapsed();
        return template.body().length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        BodyPublishers.ofByteArray(template.body()).subscribe(subscriber);
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
        return Optional.of(this);
    }

    @Override
    public String method() {
        return template.request().method();
    }

    @Override
    public Optional<Duration> timeout() {
        return Optional.empty();
    }

    @Override
    public boolean expectContinue() {
        return false;
    }

    @Override
    public URI uri() {
        return template.uri();
    }

    @Override
    public Optional<HttpClient.Version> version() {
        return template.request().version();
    }

    @Override
    public HttpHeaders headers() {
        HttpHeaders shown = headers;
        return shown == null ? template.request().headers() : shown;
    }

    /** The connection ended before an answer, and the request is not sent again. */
    static final class UnansweredException extends IOException {

        private static final long serialVersionUID = 1L;

        UnansweredException() {
            super("the connection ended before an answer");
        }
    }
}
