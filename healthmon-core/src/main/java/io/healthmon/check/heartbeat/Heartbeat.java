package io.healthmon.check.heartbeat;

import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.egress.TargetGuard;
import io.healthmon.schedule.Schedule;
import io.healthmon.secret.Redactor;
import io.healthmon.secret.Secret;
import io.healthmon.secret.SecretHolder;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A job that reports by itself, such as a backup at night: down when it reports a failure, or no success in time.
 *
 * <p>A success makes it healthy until the next one is overdue: with a period, the period and the grace after the success;
 * with a cron expression, the grace after the first moment of the expression that follows the success. A fail makes it
 * down at once, until the next success. Before the first success it is unknown until one is overdue, counted from its
 * first check. A start changes nothing, but the success or fail after it tells the run time, which becomes the response
 * time. A log is kept as a detail, as is what the others bring along.
 *
 * <p>The grace is a tenth of the period unless set, at least 1 s; with a cron expression, a tenth of the time from the
 * moment at which the job is due to the one after it.
 *
 * <p>Pings come in over HTTP with a token, or from code by {@code HealthMonitor.ping}, which has the integration checked
 * at once. Unlike other checks it has a memory, so each integration needs one of its own; what it has to know after a
 * restart stands in the details of its results. Safe for use by multiple threads; never waits.
 *
 * @since 0.1
 * @see Ping
 */
public final class Heartbeat implements HealthCheck.Restorable, HealthCheck.Guardable, SecretHolder {

    private static final int LONGEST_READ = 1 << 16;
    private static final int MOST_KEPT = 2 * CheckResult.MAX_TEXT;

    private final Rhythm rhythm;
    private final Secret token;
    private final Redactor redactor;
    private final AtomicReference<Pings> pings = new AtomicReference<>(Pings.NONE);

    private Heartbeat(Rhythm rhythm, Secret token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("token is blank; use one that nobody can guess");
        }
        this.rhythm = rhythm;
        this.token = token;
        this.redactor = Redactor.standard().with(List.of(token));
    }

    /**
     * Returns a heartbeat with a success once a period at least.
     *
     * @param period from 1 s to 366 days
     * @param token what a ping over HTTP has to know
     * @throws IllegalArgumentException if the period is outside the limits, or the token blank
     */
    public static Heartbeat every(Duration period, Secret token) {
        return new Heartbeat(Rhythm.every(period), token);
    }

    /**
     * Returns a heartbeat with a success after each moment of a cron expression.
     *
     * @param zone the zone whose wall clock the expression means
     * @param token what a ping over HTTP has to know
     * @throws IllegalArgumentException if the expression cannot be read, or the token is blank
     */
    public static Heartbeat cron(String expression, ZoneId zone, Secret token) {
        return new Heartbeat(new Rhythm(Schedule.cron(expression, zone), null), token);
    }

    /**
     * Returns a heartbeat like this one, without its pings, with another grace.
     *
     * @param grace from 0 to 366 days
     * @throws IllegalArgumentException if it is outside the limits
     */
    public Heartbeat grace(Duration grace) {
        return new Heartbeat(new Rhythm(rhythm.schedule(), grace), token);
    }

    /**
     * Makes a heartbeat from the settings {@code period}, or {@code cron} and {@code zone} (default: UTC), {@code grace}
     * and {@code token}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; one failure makes it down, and no run time makes it slow
     * @throws SettingException if one cannot be used
     */
    public static Heartbeat from(Settings settings, IntegrationBuilder integration) {
        integration.leaveCronToCheck().neverSlow().failureThreshold(1);
        return HeartbeatSettings.read(settings);
    }

    /**
     * Takes a ping. Where nobody has the integration checked its schedule shows it.
     *
     * @param ping what the job reports
     * @param message what it says besides, redacted and cut to 1,000 characters; null or blank for nothing
     * @param at when it came
     */
    public void ping(Ping ping, @Nullable String message, Instant at) {
        String said = message == null || message.isBlank() ? null : kept(message.strip());
        // why: the monitor's moments have microseconds, and a deadline must not lie between two of them
        Instant moment = at.truncatedTo(ChronoUnit.MICROS);
        pings.updateAndGet(known -> known.after(ping, moment, said));
    }

    private String kept(String message) {
        String read = message.length() <= LONGEST_READ ? message : message.substring(0, LONGEST_READ);
        String clean = redactor.redact(read);
        // why: more than is kept in the end, so that no secret of somebody else is cut in half before it is looked for
        return clean.length() <= MOST_KEPT ? clean : clean.substring(0, MOST_KEPT - 1) + "…";
    }

    /** Returns whether it is the token, blanks around it left out; takes the same time whether or not. */
    public boolean opensWith(Secret presented) {
        return MessageDigest.isEqual(digest(token), digest(presented));
    }

    @Override
    public List<Secret> secrets() {
        return List.of(token);
    }

    private static byte[] digest(Secret secret) {
        try {
            byte[] bytes = secret.reveal().trim().getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Returns nothing: it connects to nobody. */
    @Override
    public String target() {
        return "";
    }

    /** Returns this heartbeat itself. */
    @Override
    public Heartbeat guardedBy(TargetGuard guard) {
        return this;
    }

    @Override
    public CheckResult check(CheckContext context) {
        Pings known = pings.updateAndGet(before -> before.watchedFrom(context.now()));
        return Verdict.of(known, rhythm, context.now());
    }

    /** Goes on with the pings before a restart; one that came since wins. */
    @Override
    public void restore(Map<String, String> details) {
        Pings before = Pings.from(details);
        pings.updateAndGet(known -> known.over(before));
    }

    /** Returns when it is due, and nothing of its token. */
    @Override
    public String toString() {
        return rhythm.schedule().toString();
    }
}
