package io.healthmon.check.process;

import io.healthmon.check.Cause;
import io.healthmon.check.CheckContext;
import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import io.healthmon.check.IntegrationBuilder;
import io.healthmon.check.Problem;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Looks how much room is left on the disk that holds a path, for this process and its user.
 *
 * <p>By default it is degraded below 10 % free space and down below 5 %; a path that is not there is down, because what
 * writes there fails. Immutable; safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class DiskCheck implements HealthCheck {

    private static final int DEGRADED_BELOW = 10;
    private static final int DOWN_BELOW = 5;

    private final Path path;
    private final int degradedBelowPercent;
    private final int downBelowPercent;

    private DiskCheck(Path path, int degradedBelowPercent, int downBelowPercent) {
        this.path = path;
        this.degradedBelowPercent = degradedBelowPercent;
        this.downBelowPercent = downBelowPercent;
    }

    /** Returns a check of the disk that holds a path. */
    public static DiskCheck of(Path path) {
        return new DiskCheck(path.toAbsolutePath().normalize(), DEGRADED_BELOW, DOWN_BELOW);
    }

    /** Returns this check with another share of free space, 0 to 100, below which it is degraded. Default: 10. */
    public DiskCheck degradedBelowPercent(int percent) {
        return new DiskCheck(path, Percent.limit("degradedBelowPercent", percent), downBelowPercent);
    }

    /** Returns this check with another share of free space, 0 to 100, below which it is down. Default: 5. */
    public DiskCheck downBelowPercent(int percent) {
        return new DiskCheck(path, degradedBelowPercent, Percent.limit("downBelowPercent", percent));
    }

    /**
     * Makes a check from the settings {@code path} (default: the working directory), {@code degradedBelowPercent} and
     * {@code downBelowPercent}.
     *
     * @param settings the integration's settings
     * @param integration the integration to be; its endpoint becomes the absolute path
     * @throws SettingException if one cannot be used
     */
    public static DiskCheck from(Settings settings, IntegrationBuilder integration) {
        try {
            DiskCheck check = of(Path.of(settings.text("path").orElse("")))
                    .degradedBelowPercent(Percent.limit(settings, "degradedBelowPercent", DEGRADED_BELOW))
                    .downBelowPercent(Percent.limit(settings, "downBelowPercent", DOWN_BELOW));
            if (check.degradedBelowPercent < check.downBelowPercent) {
                throw settings.wrong(
                        "degradedBelowPercent", "at least \"downBelowPercent\", which is " + check.downBelowPercent);
            }
            integration.endpoint(check.path.toString());
            return check;
        } catch (InvalidPathException unusable) {
            throw settings.wrong("path", "the path of a file or directory");
        }
    }

    @Override
    public CheckResult check(CheckContext context) throws IOException {
        if (!Files.exists(path)) {
            return CheckResult.down(new Problem(
                    Cause.CONFIGURATION,
                    "There is no " + path + ".",
                    "Create or mount it, or correct the path.",
                    null));
        }
        FileStore disk = Files.getFileStore(path);
        long total = disk.getTotalSpace();
        long free = disk.getUsableSpace();
        CheckResult result = total <= 0 ? CheckResult.unknown(noDisk()) : judge(free, total);
        return result.withDetail("freeBytes", free)
                .withDetail("totalBytes", total)
                .withDetail("freePercent", Percent.text(Percent.of(free, total)));
    }

    private CheckResult judge(long free, long total) {
        double percent = Percent.of(free, total);
        if (percent < downBelowPercent) {
            return CheckResult.down(full(percent, downBelowPercent));
        }
        return percent < degradedBelowPercent
                ? CheckResult.degraded(full(percent, degradedBelowPercent))
                : CheckResult.healthy();
    }

    private Problem full(double percent, int limit) {
        return new Problem(
                Cause.QUOTA,
                "Only " + Percent.text(percent) + " % of the disk of " + path + " is free; the limit is " + limit
                        + " %.",
                "Remove what is no longer needed, such as old logs and temporary files, or enlarge the disk.",
                null);
    }

    private Problem noDisk() {
        return new Problem(
                Cause.CONFIGURATION,
                path + " has no size.",
                "Name a path on a disk; virtual file systems have neither size nor free space.",
                null);
    }
}
