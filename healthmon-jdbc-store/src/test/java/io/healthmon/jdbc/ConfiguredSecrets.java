package io.healthmon.jdbc;

import io.healthmon.secret.Secret;
import java.util.Map;

/** Secrets without any form by which they could be told, by the ways in which they are configured. */
final class ConfiguredSecrets {

    static final Map<String, String> VARIABLES = Map.of(
            "API_TOKEN", "q7Zk2mWv9Lx4Tb8N",
            "CRON_SECRET", "h3Rj6pYd1Gc5Vf0S",
            "CRM_SECRET", "n8Bt4kQx7Mw2Zs9J",
            "HEARTBEAT_TOKEN", "d5Hf1vLp6Ky3Rc7G",
            "PAGER_SECRET", "w2Ng9zXj4Tq8Db6P");

    /** Given in code, or written into the configuration as they are. */
    static final Map<String, String> PLAIN = Map.of(
            "token", "vT3xKq9bWm5zRf8nLp2cHs7dJg4yQa6e",
            "token in the file", "Ga5tNw8kXr3vZc6mBq9hTf2jPs7dLy4u",
            "cron secret", "pD7sMx4fVz9kQb2wTn6jRh3gLc8yXa5e",
            "password of the channel", "Wq8rTz3nKv6mXc9bJf2hSd5gLp7yRa4t",
            "heartbeat", "bN4xVq7kRz2mTw9fJc6hLs3gPd8yWa5u",
            "password of the database", "Hk9mZt2vQx7nBr4wFc6jTs3gLd8pYa5e");

    static final String CONFIGURATION = """
            {"security": {"cronSecret": "${CRON_SECRET}",
               "tokens": [{"name": "ada", "role": "admin", "token": "${API_TOKEN}"},
                 {"name": "bob", "role": "viewer", "token": "Ga5tNw8kXr3vZc6mBq9hTf2jPs7dLy4u"}]},
             "secrets": {"crm": {"value": "${CRM_SECRET}", "hosts": ["crm.example.com"]},
               "pager": {"value": "${PAGER_SECRET}", "hosts": ["pager.example.com"]}},
             "integrations": [{"name": "Backup seen", "id": "backup", "type": "heartbeat", "period": "1d",
               "token": "${HEARTBEAT_TOKEN}"}]}""";

    private ConfiguredSecrets() {}

    static Secret plain(String name) {
        return Secret.of(PLAIN.get(name));
    }
}
