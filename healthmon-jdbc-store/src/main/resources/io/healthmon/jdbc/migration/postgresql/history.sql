-- Which files of this folder have been applied. A row without a checksum is one that was applied by hand.
CREATE TABLE IF NOT EXISTS healthmon_schema_history (
    version      integer PRIMARY KEY,
    description  text NOT NULL,
    checksum     text,
    installed_at timestamptz DEFAULT current_timestamp NOT NULL,
    installed_by text NOT NULL
);
