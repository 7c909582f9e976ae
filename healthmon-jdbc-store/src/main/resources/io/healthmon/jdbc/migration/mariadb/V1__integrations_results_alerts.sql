-- Moments are in UTC. What stands between /*M! and */ is for MariaDB alone, between /*!80000 and */ for MySQL: both have texts
-- compared by their bytes. A statement here commits; those of a file that broke off are run again.
-- One row for each integration: what counts for it, what the application declared, and its state.
CREATE TABLE IF NOT EXISTS integration_health (
    -- who it is
    integration_key               integer AUTO_INCREMENT PRIMARY KEY,
    integration_id                varchar(255) NOT NULL UNIQUE,
    integration_name              varchar(255) NOT NULL,
    integration_type              varchar(255),
    -- what counts for it; operators may change it
    endpoint_url                  longtext,
    enabled                       boolean DEFAULT true NOT NULL,
    check_interval_ms             bigint,
    timeout_ms                    bigint DEFAULT 5000 NOT NULL,
    alert_on_failure              boolean DEFAULT true NOT NULL,
    alert_threshold               integer DEFAULT 3 NOT NULL,
    alert_email                   longtext,
    paused_until                  datetime(6),
    -- what the application declared
    declared                      boolean DEFAULT false NOT NULL,
    enabled_when_declared         boolean,
    declared_endpoint_url         longtext,
    declared_enabled              boolean,
    declared_check_interval_ms    bigint,
    declared_timeout_ms           bigint,
    declared_alert_on_failure     boolean,
    declared_alert_threshold      integer,
    declared_alert_email          longtext,
    -- its state; written by healthmon alone
    status                        varchar(20) DEFAULT 'unknown' NOT NULL,
    status_since                  datetime(6),
    observed_status               varchar(20) DEFAULT 'unknown' NOT NULL,
    streak                        integer DEFAULT 0 NOT NULL,
    last_check_at                 datetime(6),
    last_success_at               datetime(6),
    response_time_ms              bigint,
    consecutive_failures          integer DEFAULT 0 NOT NULL,
    last_error_message            longtext,
    last_error_details            longtext,
    last_error_since              datetime(6),
    alert_sent_at                 datetime(6),
    open_alert_id                 varchar(255),
    open_alert_severity           varchar(40),
    open_alert_since              datetime(6),
    open_alert_channels           longtext,
    epoch                         bigint,
    version                       bigint DEFAULT 0 NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

-- Every result, as small as it can be; read it as integration_health_log. Status: 0 down, 1 degraded, 2 unknown,
-- 3 healthy.
CREATE TABLE IF NOT EXISTS integration_health_result (
    check_time                    datetime(6) NOT NULL,
    response_time_ms              bigint NOT NULL,
    integration_key               integer NOT NULL,
    status                        smallint NOT NULL,
    error_message                 longtext,
    error_details                 longtext,
    details                       longtext,
    PRIMARY KEY (integration_key, check_time)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

CREATE OR REPLACE SQL SECURITY INVOKER VIEW integration_health_log AS
SELECT h.integration_id,
       h.integration_name,
       h.integration_type,
       r.check_time,
       CASE r.status WHEN 0 THEN 'down' WHEN 1 THEN 'degraded' WHEN 3 THEN 'healthy' ELSE 'unknown' END AS status,
       r.status IN (1, 3) AS success,
       r.response_time_ms,
       r.error_message,
       r.error_details,
       r.details AS metadata
FROM integration_health_result r
JOIN integration_health h ON h.integration_key = r.integration_key;

CREATE TABLE IF NOT EXISTS health_alert (
    alert_id                      varchar(255) PRIMARY KEY,
    integration_id                varchar(255) NOT NULL,
    kind                          varchar(40) NOT NULL,
    severity                      varchar(40) NOT NULL,
    message                       longtext NOT NULL,
    raised_at                     datetime(6) NOT NULL,
    resolved_at                   datetime(6),
    alert_json                    longtext NOT NULL,
    INDEX health_alert_of_integration (integration_id, raised_at)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;

-- One row for each channel of an alert. State: waiting, delivered or dead.
CREATE TABLE IF NOT EXISTS health_alert_delivery (
    delivery_key                  bigint AUTO_INCREMENT PRIMARY KEY,
    alert_id                      varchar(255) NOT NULL,
    channel                       varchar(255) NOT NULL,
    follows                       varchar(255),
    state                         varchar(20) DEFAULT 'waiting' NOT NULL,
    attempts                      integer DEFAULT 0 NOT NULL,
    next_attempt_at               datetime(6),
    claimed_by                    varchar(255),
    claimed_until                 datetime(6),
    last_error                    longtext,
    delivered_at                  datetime(6),
    UNIQUE (alert_id, channel),
    INDEX health_alert_delivery_waiting (state, channel, delivery_key)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;
