package io.healthmon.servlet;

import io.healthmon.http.ApiRequest;
import io.healthmon.http.ApiResponse;
import io.healthmon.http.HealthHandler;
import io.healthmon.http.LiveStream;
import io.healthmon.http.RequestHeaders;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link HealthHandler} into a Jakarta Servlet container.
 *
 * <pre>{@code
 * context.addServlet("healthmon", new HealthServlet(handler)).addMapping("/healthmon/*");
 * }</pre>
 *
 * <p>The container says where it stands: everything is found below the context path and the prefix that the servlet is
 * mapped to, so the handler needs no base path; one that it has follows the prefix. Mapped to {@code /*} or to exact
 * paths such as {@code /health}, the handler's own paths follow the context path.
 *
 * <p>An explicit run of a check keeps a thread of the container waiting, at most 8 at a time, what asks the store, at most 12,
 * and an export that is
 * sent to a slow client, at most 4 at a time and each for at most 10 minutes. A body is read by the
 * container's thread, up to 64 KiB and only of a caller who is let in; how long a client may take over that is the
 * container's setting. With a body that is larger, the client gets his answer and the rest is thrown away without a
 * thread, for at most 15 s, if the servlet is registered with {@code asyncSupported}.
 *
 * <p>The live stream {@code /api/live} needs {@code asyncSupported}, too, and keeps no thread; without it, the answer is 501.
 * Where the container offers {@code jakarta.websocket}, {@code /api/live/ws} opens a WebSocket; nothing else has to be
 * registered for it. Both end with the servlet.
 *
 * <p>Never closes the handler's monitor. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class HealthServlet extends HttpServlet {

    /** The attribute of the servlet context in which a servlet without a handler looks for one: {@value}. */
    public static final String HANDLER_ATTRIBUTE = "io.healthmon.http.HealthHandler";

    /** Where a container shows that it has WebSockets: a {@code jakarta.websocket.server.ServerContainer}. */
    private static final String SOCKETS_ATTRIBUTE = "jakarta.websocket.server.ServerContainer";

    private static final String SOCKET_PATH = "/api/live/ws";
    private static final int SWITCHING_PROTOCOLS = HttpServletResponse.SC_SWITCHING_PROTOCOLS;
    private static final String NOT_ASYNCHRONOUS =
            "register the servlet, and the filters before it, with asyncSupported, in web.xml <async-supported>.";
    private static final long serialVersionUID = 1L;
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int SECONDS_UNTIL_NEXT_LOOK = 10;

    private transient volatile @Nullable HealthHandler handler;
    private final transient OpenStreams open = new OpenStreams();
    private final @Nullable String prefix;

    /** For containers that make servlets themselves: takes the handler from {@link #HANDLER_ATTRIBUTE}. */
    public HealthServlet() {
        this.prefix = null;
    }

    /** Makes a servlet that passes every request on. */
    public HealthServlet(HealthHandler handler) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.prefix = null;
    }

    /**
     * Makes a servlet whose mappings say which requests it gets, but not where it stands: with several mappings such as
     * {@code /health} and {@code /api/*}, each of which would be a place of its own.
     *
     * @param prefix where it stands below the context path: empty, or as {@code /ops}
     */
    public HealthServlet(HealthHandler handler, String prefix) {
        this.handler = Objects.requireNonNull(handler, "handler");
        this.prefix = Objects.requireNonNull(prefix, "prefix");
    }

    /**
     * Looks for the handler if it was not given one.
     *
     * @throws UnavailableException if there is none; a container that goes on all the same answers 503 and looks again
     *     after 10 s
     */
    @Override
    public void init() throws ServletException {
        if (handler == null) {
            Object found = getServletContext().getAttribute(HANDLER_ATTRIBUTE);
            if (!(found instanceof HealthHandler usable)) {
                throw new UnavailableException(
                        "the attribute \"" + HANDLER_ATTRIBUTE + "\" of the servlet context is "
                                + (found == null ? "not set" : "of " + found.getClass())
                                + "; set it to a HealthHandler in a ServletContextListener, or register new HealthServlet(handler)",
                        SECONDS_UNTIL_NEXT_LOOK);
            }
            handler = usable;
        }
    }

    /**
     * Ends the live streams that are open, as the container does before it ends the servlet; their clients may come again.
     * For hosts that wait for requests under way before they stop.
     */
    public void endLiveStreams() {
        open.end();
    }

    /** Ends the live streams, and gives their clients up to 1 s to hear of it before the container takes the connections. */
    @Override
    public void destroy() {
        endLiveStreams();
        open.awaitNone(LONGEST_GOODBYE);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() == DispatcherType.ERROR
                || request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
            return; // the container answers a request that failed, or adds a page to a stream that broke off
        }
        HealthHandler ready = Objects.requireNonNull(handler, "init() has not been called");
        ApiRequest copy = copy(request);
        String mount = Mount.of(request, prefix);
        ApiResponse answer = asksForSocket(request) ? ready.openSocket(copy, mount) : ready.handle(copy, mount);
        Optional<LiveStream> live = answer.live();
        if (live.isEmpty()) {
            answer(answer, request, response);
        } else if (answer.status() == SWITCHING_PROTOCOLS || request.isAsyncSupported()) {
            begin(live.get(), answer, request, response);
        } else {
            answer.discard();
            answer(ApiResponse.notImplemented(copy, NOT_ASYNCHRONOUS), request, response);
        }
    }

    private void begin(LiveStream stream, ApiResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Runnable whenOver = () -> open.remove(stream);
        boolean begun = false;
        open.add(stream);
        try {
            if (answer.status() == SWITCHING_PROTOCOLS) {
                begun = SocketUpgrade.agree(sockets(), request, response, answer, whenOver);
            } else {
                sendHead(answer, response);
                LivePump.start(request, response, stream, whenOver);
                begun = true;
            }
        } finally {
            if (!begun) {
                stream.close();
                whenOver.run();
            }
        }
    }

    /** Returns whether a request is the handshake of a WebSocket in a container that has them. */
    private boolean asksForSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && request.getRequestURI().endsWith(SOCKET_PATH)
                && sockets() != null;
    }

    /** Returns the container's WebSockets, whose type may not be there, or null if it has none. */
    private @Nullable Object sockets() {
        return getServletContext().getAttribute(SOCKETS_ATTRIBUTE);
    }

    private static void answer(ApiResponse answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            send(answer, response);
        } finally {
            answer.discard();
        }
        if (answer.status() == 413) {
            Leftover.discard(request, response);
        }
    }

    private static void sendHead(ApiResponse answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
    }

    private static void send(ApiResponse answer, HttpServletResponse response) throws IOException {
        sendHead(answer, response);
        if (answer.status() == 413) {
            response.setHeader("Connection", "close");
        }
        if (answer.contentLength() > 0) {
            response.setContentLengthLong(answer.contentLength());
        }
        if (answer.hasBody()) {
            answer.writeTo(response.getOutputStream());
        }
    }

    private static ApiRequest copy(HttpServletRequest request) {
        return new ApiRequest(
                request.getMethod(),
                Objects.requireNonNullElse(request.getRequestURI(), ""),
                request.getQueryString(),
                new ApiRequest.Connection(request.getProtocol(), request.getRemoteAddr(), request.getUserPrincipal()),
                headers(request),
                new ContainerBody(request));
    }

    private static String authority(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port <= 0 || port == (request.isSecure() ? HTTPS_PORT : HTTP_PORT);
        return usual ? request.getServerName() : request.getServerName() + ":" + port;
    }

    private static RequestHeaders headers(HttpServletRequest request) {
        Enumeration<String> names = request.getHeaderNames();
        if (names == null) { // a container may keep them to itself
            return RequestHeaders.none();
        }
        RequestHeaders.Builder headers = RequestHeaders.builder();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Enumeration<String> values = request.getHeaders(name);
            while (values.hasMoreElements()) {
                headers.add(name, values.nextElement());
            }
        }
        if (request.getProtocol().startsWith("HTTP/2") && request.getHeader("Host") == null) {
            // a container may keep the authority of HTTP/2 to itself
            headers.add("Host", authority(request));
        }
        return headers.build();
    }
}
