-- What the application measured: one row for each series and minute or hour of an instance. The sums of the rows of
-- several instances are the whole. Successes count outcomes; the sketch holds durations in microseconds, as
-- LatencySketch encodes them.
CREATE TABLE IF NOT EXISTS application_metric (
    bucket_seconds                integer NOT NULL,
    bucket_start                  datetime(6) NOT NULL,
    series_id                     varchar(32) NOT NULL,
    instance                      varchar(100) NOT NULL,
    metric_kind                   varchar(10) NOT NULL,
    metric_name                   varchar(100) NOT NULL,
    labels                        longtext,
    value_count                   bigint NOT NULL,
    value_sum                     double NOT NULL,
    value_min                     double NOT NULL,
    value_max                     double NOT NULL,
    latest_value                  double NOT NULL,
    last_at                       datetime(6) NOT NULL,
    successes                     bigint NOT NULL,
    duration_sketch               mediumblob,
    PRIMARY KEY (bucket_seconds, bucket_start, series_id, instance)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 /*M! COLLATE utf8mb4_nopad_bin */ /*!80000 COLLATE utf8mb4_0900_bin */;
