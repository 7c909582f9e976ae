package io.healthmon.provider.smtp;

import io.healthmon.channel.AlertChannel;
import io.healthmon.channel.AlertChannelProvider;
import io.healthmon.channel.ChannelType;
import io.healthmon.provider.tls.RefusedSettingException;
import io.healthmon.provider.tls.TlsSettings;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Brings the channel type {@code smtp}, also where the mail library is missing: then such a channel cannot be made, and
 * others can. Safe for use by multiple threads.
 *
 * @since 0.1
 */
public final class SmtpChannels implements AlertChannelProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public SmtpChannels() {}

    @Override
    public Collection<ChannelType> types() {
        return List.of(new ChannelType("smtp", SmtpChannels::read));
    }

    private static AlertChannel read(Settings settings) {
        try {
            SmtpChannelBuilder.requireMailLibrary();
        } catch (IllegalStateException missing) {
            throw new SettingException(settings.path("type"), "\"smtp\": " + missing.getMessage());
        }
        String host = settings.requireText("host");
        SmtpChannelBuilder builder = refusedAt(settings, "host", () -> SmtpChannel.builder(host));
        settings.number("port", 1, SmtpChannelBuilder.LAST_PORT).ifPresent(port -> builder.port((int) port));
        settings.choice("tls", SmtpTls.class).ifPresent(builder::tls);
        login(settings, builder);
        addresses(settings, builder);
        builder.trust(TlsSettings.readTrust(settings));
        try {
            return builder.build();
        } catch (RefusedSettingException refused) {
            String name = refused.setting().replace("tls.", "");
            throw new SettingException(settings.path(name), String.valueOf(refused.getMessage()));
        }
    }

    private static void login(Settings settings, SmtpChannelBuilder builder) {
        Optional<String> user = settings.text("user").filter(text -> !text.isBlank());
        Optional<Secret> password = settings.secret("password");
        if (user.isPresent() && password.isPresent()) {
            builder.login(user.get(), password.get());
        } else if (user.isPresent() || password.isPresent()) {
            throw settings.missing(user.isPresent() ? "password" : "user");
        }
    }

    private static void addresses(Settings settings, SmtpChannelBuilder builder) {
        String from = settings.requireText("from");
        settings.parsed("from", MailAddresses::parse);
        builder.from(from);
        List<String> to = settings.texts("to");
        for (String address : to) {
            refusedAt(settings, "to", () -> SmtpChannelBuilder.requireAddress("to", address));
        }
        builder.to(to.toArray(String[]::new));
    }

    private static <T> T refusedAt(Settings settings, String name, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path(name), String.valueOf(refused.getMessage()));
        }
    }
}
