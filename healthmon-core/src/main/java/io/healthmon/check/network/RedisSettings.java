package io.healthmon.check.network;

import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a check of Redis. */
final class RedisSettings {

    private RedisSettings() {}

    static RedisCheck check(Settings settings) {
        RedisPlace.Address address = address(settings);
        RedisLogin login = login(settings, address.login());
        Tls tls = Tls.from(settings);
        String misfit = login == null ? null : address.place().misfit(login.password());
        if (misfit != null) {
            throw new SettingException(settings.path("password"), misfit);
        }
        return RedisCheck.of(new RedisPlace.Address(address.place(), login), tls);
    }

    private static RedisPlace.Address address(Settings settings) {
        Optional<String> url = settings.text("url").filter(text -> !text.isBlank());
        if (url.isEmpty()) {
            HostPort target = HostPort.from(settings, RedisPlace.USUAL_PORT);
            return new RedisPlace.Address(
                    new RedisPlace(target, settings.flag("tls").orElse(false)), null);
        }
        for (String name : new String[] {"host", "port", "tls"}) {
            if (settings.has(name)) {
                throw new SettingException(
                        settings.path(name), "is not allowed beside \"url\", which says it; leave out one of the two");
            }
        }
        try {
            return RedisPlace.parse(url.get());
        } catch (IllegalArgumentException refused) {
            throw new SettingException(settings.path("url"), String.valueOf(refused.getMessage()));
        }
    }

    private static @Nullable RedisLogin login(Settings settings, @Nullable RedisLogin ofAddress) {
        String user = settings.text("user")
                .filter(text -> !text.isBlank())
                .map(String::trim)
                .orElse(null);
        Secret password = settings.secret("password").orElse(null);
        if (password == null && user == null) {
            return ofAddress;
        }
        if (ofAddress != null) {
            throw new SettingException(
                    settings.path(user == null ? "password" : "user"),
                    "is not allowed beside the login in \"url\"; leave out one of the two");
        }
        if (password == null) {
            throw new SettingException(
                    settings.path("user"), "needs a password; set \"password\", or leave out \"user\"");
        }
        return new RedisLogin(user, password);
    }
}
