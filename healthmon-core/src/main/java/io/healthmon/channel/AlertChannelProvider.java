package io.healthmon.channel;

import java.util.Collection;

/**
 * Brings types of channels that configuration can name; found by {@link java.util.ServiceLoader}, on the class path and
 * on the module path.
 *
 * @since 0.1
 */
public interface AlertChannelProvider {

    /** Returns the types; their names are unique among all providers. */
    Collection<ChannelType> types();
}
