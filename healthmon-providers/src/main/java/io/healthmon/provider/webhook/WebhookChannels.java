package io.healthmon.provider.webhook;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertChannelProvider;
import io.healthmon.channel.ChannelType;
import io.healthmon.provider.http.HttpPost;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Brings the channel type {@code webhook}. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class WebhookChannels implements AlertChannelProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public WebhookChannels() {}

    @Override
    public Collection<ChannelType> types() {
        return List.of(new ChannelType("webhook", WebhookChannels::read));
    }

    private static AlertChannel read(Settings settings) {
        WebhookChannel channel = WebhookChannel.to(HttpPost.of(settings));
        Settings headers = settings.group("headers");
        headers.names().forEach(name -> refusedAt(headers, name, () -> WebhookChannel.refuseOwn(name)));
        Optional<Secret> secret = settings.secret("secret");
        if (secret.isEmpty()) {
            return channel;
        }
        refusedAt(settings, "secret", () -> WebhookSignature.by(secret.get()));
        return channel.secret(secret.get());
    }

    private static void refusedAt(Settings settings, String name, Runnable reader) {
        try {
            reader.run();
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path(name), String.valueOf(refused.getMessage()));
        }
    }
}
