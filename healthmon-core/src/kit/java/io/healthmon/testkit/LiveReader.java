package io.healthmon.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of a live stream that takes everything as it comes, so that a test can ask for it later. */
public final class LiveReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Block END = new Block(List.of());

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();

    private LiveReader(HttpResponse<InputStream> response) {
        this.response = response;
    }

    /** Opens a stream and waits for its headers. */
    public static LiveReader open(URI stream, String... headers) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(stream)
                .timeout(PATIENCE)
                .headers(headers)
                .build();
        LiveReader reader = new LiveReader(CLIENT.send(request, BodyHandlers.ofInputStream()));
        Thread thread = new Thread(reader::readToTheEnd, "live-reader");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** Returns the status code. */
    public int status() {
        return response.statusCode();
    }

    /** Returns a header; empty if there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** Returns the next block of lines, waiting for it at most 10 s. */
    public Block next() throws InterruptedException {
        Block block = blocks.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (block == null) {
            throw new AssertionError("nothing came within " + PATIENCE);
        }
        return block;
    }

    /** Returns the next block that is an event, leaving out comments. */
    public Block nextEvent() throws InterruptedException {
        Block block = next();
        while (block.event() == null && !block.isEnd()) {
            block = next();
        }
        return block;
    }

    /** Leaves out everything until the stream has ended. */
    public void awaitEnd() throws InterruptedException {
        while (!next().isEnd()) {
            // what comes before the end is not asked for
        }
    }

    /** Goes away without a word. */
    @Override
    public void close() throws IOException {
        response.body().close();
    }

    private void readToTheEnd() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    blocks.add(new Block(List.copyOf(block)));
                    block.clear();
                } else {
                    block.add(line);
                }
            }
        } catch (IOException brokenOff) {
            // why: to a client of a live stream, that is an end like any other
        } finally {
            blocks.add(END);
        }
    }

    /**
     * Lines up to an empty one.
     *
     * @param lines the lines
     */
    public record Block(List<String> lines) {

        /** Returns the name of the event, or null if it is none. */
        public @Nullable String event() {
            return field("event: ");
        }

        /** Returns the id, or null. */
        public @Nullable String id() {
            return field("id: ");
        }

        /** Returns the data, or null. */
        public @Nullable String data() {
            return field("data: ");
        }

        /** Returns whether it has a comment. */
        public boolean isComment() {
            return lines.stream().anyMatch(line -> line.startsWith(":"));
        }

        /** Returns whether the stream has ended here. */
        public boolean isEnd() {
            return lines.isEmpty();
        }

        private @Nullable String field(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()))
                    .findFirst()
                    .orElse(null);
        }
    }
}
