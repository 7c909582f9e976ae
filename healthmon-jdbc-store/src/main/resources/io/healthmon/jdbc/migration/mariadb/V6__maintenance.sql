-- Announced maintenance: time that counts neither as up nor as down. Operators may write it.
CREATE TABLE IF NOT EXISTS health_maintenance (
    maintenance_id                varchar(255) PRIMARY KEY,
    -- null: all integrations
    integration_id                varchar(255),
    starts_at                     datetime(6) NOT NULL,
    ends_at                       datetime(6) NOT NULL,
    reason                        longtext DEFAULT ('') NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;
