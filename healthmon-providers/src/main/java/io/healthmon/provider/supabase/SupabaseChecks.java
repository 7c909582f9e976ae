package io.healthmon.provider.supabase;

import io.healthmon.check.CheckType;
import io.healthmon.check.HealthCheckProvider;
import java.util.Collection;
import java.util.List;

/**
 * Brings the types {@code supabase-database}, {@code supabase-storage} and {@code supabase-auth} to configuration. Safe for
 * use by multiple threads.
 *
 * @since 0.1
 */
public final class SupabaseChecks implements HealthCheckProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public SupabaseChecks() {}

    @Override
    public Collection<CheckType> types() {
        return List.of(
                SupabaseDatabaseCheck.SERVICE.type(SupabaseDatabaseCheck::of),
                SupabaseStorageCheck.SERVICE.type(SupabaseStorageCheck::of),
                SupabaseAuthCheck.SERVICE.type(SupabaseAuthCheck::of));
    }
}
