package io.healthmon;

import io.healthmon.egress.TargetGuard;
import io.healthmon.secret.Secret;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.util.List;

/** The settings of what may be made from outside: the secrets that may be named, and the networks that may be reached. */
final class OutsideSettings {

    private OutsideSettings() {}

    static void apply(Settings root, HealthMonitorBuilder builder) {
        builder.redactor = root.redactor();
        Settings secrets = root.group("secrets");
        for (String name : secrets.names()) {
            secret(name, secrets, builder);
        }
        Settings security = root.group("security");
        List<String> networks = security.texts("allowedNetworks");
        for (String network : networks) {
            try {
                TargetGuard.publicOnly().allowing(List.of(network));
            } catch (IllegalArgumentException refused) {
                throw new SettingException(security.path("allowedNetworks"), String.valueOf(refused.getMessage()));
            }
        }
        builder.allowNetworks(networks.toArray(String[]::new));
    }

    /** A secret whose value is blank, as a variable that is not set leaves it, counts for nothing. */
    private static void secret(String name, Settings secrets, HealthMonitorBuilder builder) {
        Settings secret = secrets.group(name);
        List<String> hosts = secret.texts("hosts");
        if (hosts.isEmpty()) {
            throw secret.missing("hosts");
        }
        if (!secret.has("value")) {
            throw secret.missing("value");
        }
        Secret value = secret.secret("value").orElse(null);
        if (value == null) {
            return;
        }
        try {
            builder.secret(name, value, hosts.toArray(String[]::new));
        } catch (IllegalArgumentException refused) {
            throw new SettingException(secret.path(), String.valueOf(refused.getMessage()));
        }
    }
}
