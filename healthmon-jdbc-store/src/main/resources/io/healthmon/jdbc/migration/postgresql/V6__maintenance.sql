-- Announced maintenance: time that counts neither as up nor as down. Operators may write it.
CREATE TABLE health_maintenance (
    maintenance_id                text PRIMARY KEY,
    -- null: all integrations
    integration_id                text,
    starts_at                     timestamptz NOT NULL,
    ends_at                       timestamptz NOT NULL,
    reason                        text DEFAULT '' NOT NULL
);
