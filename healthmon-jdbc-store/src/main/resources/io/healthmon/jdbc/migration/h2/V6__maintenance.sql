-- Announced maintenance: time that counts neither as up nor as down. Operators may write it.
CREATE TABLE IF NOT EXISTS health_maintenance (
    maintenance_id                character varying PRIMARY KEY,
    -- null: all integrations
    integration_id                character varying,
    starts_at                     timestamp(6) with time zone NOT NULL,
    ends_at                       timestamp(6) with time zone NOT NULL,
    reason                        character varying DEFAULT '' NOT NULL
);
