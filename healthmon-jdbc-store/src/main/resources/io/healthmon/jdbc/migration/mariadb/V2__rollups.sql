-- Figures of hours, days and months; percentages and the times between which results stand; who changed what.
-- One row for each hour that any result stands for; bucket_hour counts the hours since 1970 began in UTC. Results are those
-- that told something. Figures has everything, see io.healthmon.metric.Tally; the other columns are for people with SQL.
CREATE TABLE IF NOT EXISTS integration_health_hourly (
    integration_key               integer NOT NULL,
    bucket_hour                   integer NOT NULL,
    results                       integer NOT NULL,
    up_ms                         integer NOT NULL,
    -- null for none
    failures                      integer,
    down_ms                       integer,
    figures                       mediumblob NOT NULL,
    PRIMARY KEY (integration_key, bucket_hour)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

CREATE TABLE IF NOT EXISTS integration_health_daily (
    integration_key               integer NOT NULL,
    bucket_hour                   integer NOT NULL,
    results                       integer NOT NULL,
    up_ms                         integer NOT NULL,
    -- null for none
    failures                      integer,
    down_ms                       integer,
    figures                       mediumblob NOT NULL,
    PRIMARY KEY (integration_key, bucket_hour)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

CREATE TABLE IF NOT EXISTS integration_health_monthly (
    integration_key               integer NOT NULL,
    bucket_hour                   integer NOT NULL,
    results                       integer NOT NULL,
    up_ms                         bigint NOT NULL,
    -- null for none
    failures                      integer,
    down_ms                       bigint,
    figures                       mediumblob NOT NULL,
    PRIMARY KEY (integration_key, bucket_hour)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

CREATE TABLE IF NOT EXISTS admin_audit_log (
    audit_key                     bigint AUTO_INCREMENT PRIMARY KEY,
    occurred_at                   datetime(6) NOT NULL,
    actor                         varchar(255) NOT NULL,
    action                        varchar(255) NOT NULL,
    subject                       longtext NOT NULL,
    details                       longtext NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

ALTER TABLE integration_health
    -- percentages of the results of the last 24 hours and 30 days that were no failure; null without results
    ADD COLUMN /*M! IF NOT EXISTS */ success_rate       double,
    ADD COLUMN /*M! IF NOT EXISTS */ uptime_percentage  double,
    -- how long a result stands when no other follows; null: 10 minutes
    ADD COLUMN /*M! IF NOT EXISTS */ validity_ms        bigint,
    -- up to when hours are rolled up; a result that comes for an earlier hour sets it back
    ADD COLUMN /*M! IF NOT EXISTS */ rolled_up_to       datetime(6);
