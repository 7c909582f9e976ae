package io.healthmon.channel;

import io.healthmon.settings.Settings;
import java.util.Objects;

/**
 * A type of channel that configuration can name.
 *
 * @param name what stands behind {@code "type"}, in lower case
 * @param factory makes a channel of this type
 * @since 0.1
 */
public record ChannelType(String name, Factory factory) {

    /** Refuses null and blank names. */
    public ChannelType {
        Objects.requireNonNull(factory, "factory");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a channel type needs a name");
        }
    }

    /** Makes channels of one type from settings. */
    @FunctionalInterface
    public interface Factory {

        /**
         * Makes a channel.
         *
         * @param settings the channel's settings; what the factory does not ask for is refused
         * @throws io.healthmon.settings.SettingException if a setting cannot be used
         */
        AlertChannel create(Settings settings);
    }
}
