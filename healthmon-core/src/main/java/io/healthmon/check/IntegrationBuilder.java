package io.healthmon.check;

import io.healthmon.schedule.Schedule;
import io.healthmon.settings.DurationText;
import io.healthmon.settings.Settings;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link Integration}.
 *
 * <p>Each setter checks its value and throws {@link IllegalArgumentException} with the name, the value and what is
 * allowed. Not safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class IntegrationBuilder implements Cloneable {

    /** The longest time limit of a check: 1 hour. */
    public static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    static final int MOST_RETRIES = 10;

    static final Duration LONGEST_RETRY_DELAY = Duration.ofMinutes(1);

    final String name;

    @Nullable String id;

    @Nullable String type;

    @Nullable String provider;

    @Nullable String owner;

    @Nullable String region;

    @Nullable String endpoint;

    @Nullable String documentation;

    Set<String> tags = Set.of();
    Set<String> dependsOn = Set.of();
    boolean critical;

    @Nullable Boolean visibleToAll;

    boolean exclusive;
    boolean enabled = true;
    Schedule schedule = Schedule.every(Duration.ofMinutes(5));
    Duration timeout = Duration.ofSeconds(5);

    @Nullable Duration degradedAfter;

    @Nullable Duration staleAfter;

    Duration recheckAfter = Duration.ofSeconds(5);
    int retries;
    Duration retryDelay = Duration.ofMillis(200);

    @Nullable Duration passiveFor;

    boolean cronLeftToCheck;
    Thresholds thresholds = Thresholds.DEFAULT;
    boolean alertOnFailure = true;
    Set<String> alertEmail = Set.of();

    IntegrationBuilder(String name) {
        this.name = Names.name(name);
    }

    /** Sets the id. If not set, it is made from the name: {@code "CRM Platform"} becomes {@code crm-platform}. */
    public IntegrationBuilder id(String id) {
        this.id = Names.id(id);
        return this;
    }

    /** Sets what kind of service it is, such as {@code payment}. */
    public IntegrationBuilder type(String type) {
        this.type = Names.label("type", type);
        return this;
    }

    /** Sets who offers the service, such as {@code stripe}; concurrency limits and figures are kept by provider. */
    public IntegrationBuilder provider(String provider) {
        this.provider = Names.label("provider", provider);
        return this;
    }

    /** Sets the user or tenant it belongs to. If not set, it is everybody's. */
    public IntegrationBuilder owner(String owner) {
        this.owner = Names.label("owner", owner);
        return this;
    }

    /** Sets the region it stands for. */
    public IntegrationBuilder region(String region) {
        this.region = Names.label("region", region);
        return this;
    }

    /** Sets the address that is checked, for people; a user name or password in it is not kept. */
    public IntegrationBuilder endpoint(String endpoint) {
        this.endpoint = BoundedText.of(endpoint).shown();
        return this;
    }

    /**
     * Sets a link to what one should know about it, at 3 a.m. too.
     *
     * @throws IllegalArgumentException if it does not begin with {@code http://} or {@code https://}
     */
    public IntegrationBuilder documentation(String link) {
        this.documentation = Names.link("documentation", link);
        return this;
    }

    /** Sets its tags, at most 20. */
    public IntegrationBuilder tags(String... tags) {
        this.tags = Names.labels("tags", tags);
        return this;
    }

    /** Sets the ids of the integrations that it needs itself, at most 20. */
    public IntegrationBuilder dependsOn(String... ids) {
        this.dependsOn = Names.labels("dependsOn", ids);
        return this;
    }

    /** Says that the application cannot do without it. If not called, it can. */
    public IntegrationBuilder critical() {
        return critical(true);
    }

    /** Sets whether the application cannot do without it. Default: it can. */
    public IntegrationBuilder critical(boolean critical) {
        this.critical = critical;
        return this;
    }

    /** Sets whether anonymous callers of {@code /health} see its status. If not set, they do when it is critical. */
    public IntegrationBuilder visibleToAll(boolean visible) {
        this.visibleToAll = visible;
        return this;
    }

    /**
     * Sets whether it belongs to this instance of the application alone (its own disk, its own sidecar), so that
     * {@code /health/ready} fails with it. Default: it does not.
     */
    public IntegrationBuilder exclusive(boolean exclusive) {
        this.exclusive = exclusive;
        return this;
    }

    /** Sets whether it is checked at all. Default: it is. */
    public IntegrationBuilder enabled(boolean enabled) {
        this.enabled = enabled;
        return this;
    }

    /** Sets the interval, from 100 ms to 366 days. Default: 5 minutes. */
    public IntegrationBuilder every(Duration interval) {
        return schedule(Schedule.every(interval));
    }

    /** Sets when it is checked. Default: every 5 minutes. */
    public IntegrationBuilder schedule(Schedule schedule) {
        this.schedule = schedule;
        return this;
    }

    /** Sets the time limit of a check, which the monitor enforces; from 1 ms to 1 h. Default: 5 s. */
    public IntegrationBuilder timeout(Duration timeout) {
        this.timeout = between("timeout", timeout, Duration.ofMillis(1), LONGEST_TIMEOUT);
        return this;
    }

    /** Sets the response time above which a healthy result counts as degraded. If not set, none does. */
    public IntegrationBuilder degradedAfter(Duration responseTime) {
        this.degradedAfter = between("degradedAfter", responseTime, Duration.ofMillis(1), LONGEST_TIMEOUT);
        return this;
    }

    /**
     * Takes {@link #degradedAfter} back, that of the defaults too: for a type of check whose response time is no measure
     * of slowness, such as the run time of a backup. What the integration's own settings say still counts.
     */
    public IntegrationBuilder neverSlow() {
        this.degradedAfter = null;
        return this;
    }

    /**
     * Says that {@code cron} and {@code zone} among the settings are the check's own and not when it is run: for a type of
     * check whose service has a timetable of its own. If not called, they are the schedule.
     */
    public IntegrationBuilder leaveCronToCheck() {
        this.cronLeftToCheck = true;
        return this;
    }

    /** Sets the age at which a result is stale. If not set, when the second run after it is due. */
    public IntegrationBuilder staleAfter(Duration age) {
        this.staleAfter = between("staleAfter", age, Duration.ofMillis(100), Schedule.LONGEST.multipliedBy(2));
        return this;
    }

    /**
     * Sets after what time a suspect, whose last check failed but which is not yet down, is checked again; never later
     * than its schedule says. Zero: not before its schedule says. Default: 5 s.
     */
    public IntegrationBuilder recheckAfter(Duration delay) {
        this.recheckAfter = between("recheckAfter", delay, Duration.ZERO, LONGEST_TIMEOUT);
        return this;
    }

    /**
     * Sets how often a run asks again, from 0 to 10 times, before a failure counts that may be gone a moment later: all but
     * those of credentials, permission, account, quota and configuration. All attempts share the time limit, each getting an
     * equal share of what is left. Default: 0, since a suspect is checked again anyway.
     */
    public IntegrationBuilder retries(int most) {
        if (most < 0 || most > MOST_RETRIES) {
            throw new IllegalArgumentException("retries " + most + " is not allowed; use from 0 to " + MOST_RETRIES);
        }
        this.retries = most;
        return this;
    }

    /**
     * Sets how long a run waits before its first retry, from 0 to 1 min; before each further one twice as long as before, a
     * quarter more or less each time. Without that much time left there is no retry. Default: 200 ms.
     */
    public IntegrationBuilder retryDelay(Duration delay) {
        this.retryDelay = between("retryDelay", delay, Duration.ZERO, LONGEST_RETRY_DELAY);
        return this;
    }

    /**
     * Lets a success of the application's own calls, recorded as passive evidence, stand in for the next check if it is
     * younger than this, from 100 ms to 1 h; only while the last check was healthy too. If not set, every check is made.
     */
    public IntegrationBuilder passiveFor(Duration age) {
        this.passiveFor = between("passiveFor", age, Duration.ofMillis(100), LONGEST_TIMEOUT);
        return this;
    }

    /** Sets whether people are told when it is down. Default: they are, where the monitor has a channel to tell them. */
    public IntegrationBuilder alertOnFailure(boolean alert) {
        this.alertOnFailure = alert;
        return this;
    }

    /** Sets who gets its alerts by mail beside those whom a channel names, at most 20 addresses. Default: nobody. */
    public IntegrationBuilder alertEmail(String... addresses) {
        this.alertEmail = Names.addresses("alertEmail", addresses);
        return this;
    }

    /** Sets how many failures in a row make it down. Default: 3. */
    public IntegrationBuilder failureThreshold(int failures) {
        return thresholds(new Thresholds(failures, thresholds.degraded(), thresholds.success()));
    }

    /** Sets how many slow or degraded results in a row make it degraded. Default: 2. */
    public IntegrationBuilder degradedThreshold(int results) {
        return thresholds(new Thresholds(thresholds.failure(), results, thresholds.success()));
    }

    /** Sets how many healthy results in a row make it healthy. Default: 1. */
    public IntegrationBuilder successThreshold(int results) {
        return thresholds(new Thresholds(thresholds.failure(), thresholds.degraded(), results));
    }

    /** Sets how many equal results in a row decide a status. Default: {@link Thresholds#DEFAULT}. */
    public IntegrationBuilder thresholds(Thresholds thresholds) {
        this.thresholds = thresholds;
        return this;
    }

    /**
     * Takes over every setting of an integration that is there, by the names of the JSON configuration, but for its
     * name.
     *
     * @throws io.healthmon.settings.SettingException if one cannot be used
     */
    public IntegrationBuilder settings(Settings settings) {
        IntegrationSettings.apply(settings, this);
        return this;
    }

    /** Returns the integration; the builder may be used on. */
    public Integration build() {
        return new Integration(this);
    }

    IntegrationBuilder copy() {
        try {
            return (IntegrationBuilder) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Duration between(String name, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(name + " " + DurationText.format(value) + " is not allowed; use from "
                    + DurationText.format(min) + " to " + DurationText.format(max));
        }
        return value;
    }
}
