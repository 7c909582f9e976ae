-- What integrations are made of that were made while the application ran: a JSON object each. Written by healthmon alone.
CREATE TABLE IF NOT EXISTS integration_definition (
    integration_id                varchar(255) PRIMARY KEY,
    definition                    longtext NOT NULL,
    revision                      varchar(40) NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;
