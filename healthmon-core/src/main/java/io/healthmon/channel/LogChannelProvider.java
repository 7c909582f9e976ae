package io.healthmon.channel;

import java.util.Collection;
import java.util.List;

/**
 * Brings the channel type {@code log}. Made by {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
public final class LogChannelProvider implements AlertChannelProvider {

    /** Makes the provider. */
    public LogChannelProvider() {}

    @Override
    public Collection<ChannelType> types() {
        return List.of(new ChannelType("log", settings -> LogChannel.create()));
    }
}
