-- Grows with every change of the hourly, daily and monthly figures of an integration.
ALTER TABLE integration_health ADD COLUMN IF NOT EXISTS figures_version bigint DEFAULT 0 NOT NULL;
