package io.healthmon.check.network;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthStatus;
import io.healthmon.check.Problem;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What it means when Redis refuses: a table of how its errors begin. */
enum RedisAnswer {
    NO_AUTH(
            "-NOAUTH",
            HealthStatus.UNKNOWN,
            Cause.CREDENTIALS_MISSING,
            "requires a password",
            "Set \"password\", and \"user\" unless it is that of the default user."),
    WRONG_PASS(
            "-WRONGPASS",
            HealthStatus.DOWN,
            Cause.CREDENTIALS_INVALID,
            "refused the login: user or password is wrong, or the user is disabled",
            "Correct \"user\" and \"password\", and see in ACL LIST whether the user is on."),
    INVALID_PASSWORD(
            "-ERR invalid password",
            HealthStatus.DOWN,
            Cause.CREDENTIALS_INVALID,
            "refused the login: the password is wrong",
            "Correct \"password\"."),
    NO_PASSWORD_THERE(
            "-ERR AUTH <password> called without any password configured",
            HealthStatus.DOWN,
            Cause.CONFIGURATION,
            "has no password, and so refused the login",
            "Set a password in the server (\"requirepass\"), or leave out \"password\"."),
    NO_PASSWORD_SET(
            "-ERR Client sent AUTH, but no password is set",
            HealthStatus.DOWN,
            Cause.CONFIGURATION,
            "has no password, and so refused the login",
            "Set a password in the server (\"requirepass\"), or leave out \"password\"."),
    NO_USERS_THERE(
            "-ERR wrong number of arguments for 'auth'",
            HealthStatus.DOWN,
            Cause.CONFIGURATION,
            "knows no users, as before version 6",
            "Leave out \"user\"."),
    NO_PERMISSION(
            "-NOPERM",
            HealthStatus.DEGRADED,
            Cause.PERMISSION,
            "accepts the login, but its access list does not allow PING",
            "Allow it: ACL SETUSER with +ping for this user."),
    DENIED(
            "-DENIED",
            HealthStatus.DOWN,
            Cause.CONFIGURATION,
            "is in protected mode and serves only its own machine",
            "Give it a password (\"requirepass\"), or bind it to an address and switch \"protected-mode\" off behind a"
                    + " firewall."),
    LOADING(
            "-LOADING",
            HealthStatus.DEGRADED,
            Cause.SERVER_ERROR,
            "is loading its data and serves nobody yet",
            "Wait until the data is loaded; INFO persistence tells how far it is."),
    BUSY(
            "-BUSY",
            HealthStatus.DEGRADED,
            Cause.SERVER_ERROR,
            "is blocked by a script",
            "End the script with SCRIPT KILL, or FUNCTION KILL, and see why it runs so long."),
    MASTER_DOWN(
            "-MASTERDOWN",
            HealthStatus.DEGRADED,
            Cause.SERVER_ERROR,
            "is a replica that has lost its master, and serves no old data",
            "See whether the master runs and can be reached from the replica; INFO replication tells since when."),
    MISCONFIGURED(
            "-MISCONF",
            HealthStatus.DEGRADED,
            Cause.SERVER_ERROR,
            "cannot save its data to disk, and takes no writes",
            "See the log of the server: its disk may be full, or its directory not writable."),
    READ_ONLY(
            "-READONLY",
            HealthStatus.DEGRADED,
            Cause.CONFIGURATION,
            "is a replica and takes no writes",
            "Connect to the master."),
    OUT_OF_MEMORY(
            "-OOM",
            HealthStatus.DEGRADED,
            Cause.QUOTA,
            "has reached its memory limit",
            "Raise \"maxmemory\", choose a \"maxmemory-policy\" that evicts, or store less."),
    TOO_MANY_CLIENTS(
            "-ERR max number of clients reached",
            HealthStatus.DOWN,
            Cause.QUOTA,
            "has as many clients as it takes",
            "Raise \"maxclients\", or see which clients keep connections that they do not need (CLIENT LIST).");

    /** Where PING is explained. */
    static final String LINK = "https://redis.io/docs/latest/commands/ping/";

    private final String beginning;
    private final HealthStatus status;
    private final Cause cause;
    private final String message;
    private final String resolution;

    RedisAnswer(String beginning, HealthStatus status, Cause cause, String message, String resolution) {
        this.beginning = beginning;
        this.status = status;
        this.cause = cause;
        this.message = message;
        this.resolution = resolution;
    }

    /** Returns the row of an answer, or null when there is none. */
    static @Nullable RedisAnswer of(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(row -> lower.startsWith(row.beginning.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** Makes the result; of the answer itself nothing is shown, since it may name the user. */
    CheckResult result(HostPort target) {
        return result(status, new Problem(cause, "The Redis server " + target + " " + message + ".", resolution, LINK));
    }

    private static CheckResult result(HealthStatus status, Problem problem) {
        return switch (status) {
            case DEGRADED -> CheckResult.degraded(problem);
            case DOWN -> CheckResult.down(problem);
            default -> CheckResult.unknown(problem);
        };
    }
}
