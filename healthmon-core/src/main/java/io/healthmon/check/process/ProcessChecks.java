package io.healthmon.check.process;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the types {@code disk}, {@code heap} and {@code deadlock}. Made by {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public final class ProcessChecks implements HealthCheckProvider {

    /** Makes the provider. */
    public ProcessChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(
                new CheckType("disk", DiskCheck::from),
                new CheckType("heap", HeapCheck::from),
                new CheckType("deadlock", DeadlockCheck::from));
    }
}
