-- Which files of this folder have been applied. A row without a checksum is one that was applied by hand.
CREATE TABLE IF NOT EXISTS healthmon_schema_history (
    version      integer PRIMARY KEY,
    description  character varying NOT NULL,
    checksum     character varying,
    installed_at timestamp(6) with time zone DEFAULT current_timestamp NOT NULL,
    installed_by character varying NOT NULL
);

-- Its one row is locked while files are applied.
CREATE TABLE IF NOT EXISTS healthmon_schema_lock (
    id integer PRIMARY KEY
);
INSERT INTO healthmon_schema_lock SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM healthmon_schema_lock);
