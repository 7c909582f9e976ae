-- Which files of this folder have been applied. A row without a checksum is one that was applied by hand.
CREATE TABLE IF NOT EXISTS healthmon_schema_history (
    version      integer PRIMARY KEY,
    description  varchar(255) NOT NULL,
    checksum     varchar(64),
    installed_at datetime(6) DEFAULT (utc_timestamp(6)) NOT NULL,
    installed_by varchar(255) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;
