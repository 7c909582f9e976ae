-- What the application measured: one row for each series and minute or hour of an instance. The sums of the rows of
-- several instances are the whole. Successes count outcomes; the sketch holds durations in microseconds, as
-- LatencySketch encodes them.
CREATE TABLE application_metric (
    bucket_seconds                integer NOT NULL,
    bucket_start                  timestamptz NOT NULL,
    series_id                     character varying(32) NOT NULL,
    instance                      character varying(100) NOT NULL,
    metric_kind                   character varying(10) NOT NULL,
    metric_name                   character varying(100) NOT NULL,
    labels                        text,
    value_count                   bigint NOT NULL,
    value_sum                     double precision NOT NULL,
    value_min                     double precision NOT NULL,
    value_max                     double precision NOT NULL,
    latest_value                  double precision NOT NULL,
    last_at                       timestamptz NOT NULL,
    successes                     bigint NOT NULL,
    duration_sketch               bytea,
    PRIMARY KEY (bucket_seconds, bucket_start, series_id, instance)
);
