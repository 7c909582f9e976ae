package io.healthmon.http;

import io.healthmon.report.Export;
import io.healthmon.schedule.Stopwatch;
import io.healthmon.secret.RedactedFailure;
import io.healthmon.secret.Redactor;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An export on its way to a client. One that breaks off ends with a line that is neither a row nor JSON, and with a broken
 * connection; the line is for clients of HTTP/1.0, to whom the end of the connection is the end of the answer.
 */
final class ExportContent implements StreamedContent {

    static final String BROKEN_OFF = "!! broken off: this export is not complete";

    private static final Logger LOG = LoggerFactory.getLogger(ExportContent.class);

    private final Export export;
    private final String request;
    private final Redactor redactor;
    private final Duration longest;
    private final Runnable ended;
    private final AtomicBoolean taken = new AtomicBoolean();

    /**
     * Makes it.
     *
     * @param request what it answers, for the log
     * @param ended is run once, at the end
     */
    ExportContent(Export export, String request, Redactor redactor, Duration longest, Runnable ended) {
        this.export = export;
        this.request = request;
        this.redactor = redactor;
        this.longest = longest;
        this.ended = ended;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (!taken.compareAndSet(false, true)) {
            throw new IOException("an export is sent once");
        }
        try {
            export.writeTo(new Limited(out, longest));
        } catch (Overdue overdue) {
            LOG.warn("{} - broken off: the export took longer than {} s", request, longest.toSeconds());
            throw brokenOff(out);
        } catch (RuntimeException failed) {
            LOG.warn("{} - the export broke off", request, RedactedFailure.of(failed, redactor));
            throw brokenOff(out);
        } finally {
            ended.run();
        }
    }

    @Override
    public void discard() {
        if (taken.compareAndSet(false, true)) {
            ended.run();
        }
    }

    /** Says so; flushed, so that no server puts a page of its own in the place of what it has not sent yet. */
    private static IOException brokenOff(OutputStream out) throws IOException {
        out.write((BROKEN_OFF + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return new IOException("the export broke off; the log tells why");
    }

    private static final class Overdue extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Takes bytes up to a time. */
    private static final class Limited extends FilterOutputStream {

        private final Stopwatch running = Stopwatch.started();
        private final Duration longest;

        Limited(OutputStream out, Duration longest) {
            super(out);
            this.longest = longest;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (running.leftOf(longest).isZero()) {
                throw new Overdue();
            }
            out.write(bytes, offset, length);
        }
    }
}
