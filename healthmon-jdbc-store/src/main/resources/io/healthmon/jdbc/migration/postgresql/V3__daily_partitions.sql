-- Results by days (UTC), so that old ones go by dropping a table. What is there becomes one partition up to tomorrow, in
-- place: it is read once to see that nothing in it is younger, and locked meanwhile. An index by time is not needed.
ALTER TABLE integration_health_result RENAME TO integration_health_result_earlier;
ALTER TABLE integration_health_result_earlier
    RENAME CONSTRAINT integration_health_result_pkey TO integration_health_result_earlier_pkey;

CREATE TABLE integration_health_result (
    check_time                    timestamptz NOT NULL,
    response_time_ms              bigint NOT NULL,
    integration_key               integer NOT NULL,
    status                        smallint NOT NULL,
    error_message                 text,
    error_details                 text,
    details                       text,
    PRIMARY KEY (integration_key, check_time)
) PARTITION BY RANGE (check_time);

-- What lies outside of the days that were prepared: results from the future, and those that come after their day was dropped.
CREATE TABLE integration_health_result_other PARTITION OF integration_health_result DEFAULT;

-- The partitions by name. Results: how many a day that is over holds, so that nobody has to count them when it is
-- dropped or the whole is counted; null for not counted. Counting: whether somebody is at it, and nothing came or went since.
CREATE TABLE integration_health_partition (
    partition_name                text PRIMARY KEY,
    starts_at                     timestamptz NOT NULL,
    ends_at                       timestamptz NOT NULL,
    results                       bigint,
    counting                      boolean NOT NULL DEFAULT false
);

DO $$
DECLARE
    tomorrow timestamptz = (date_trunc('day', current_timestamp AT TIME ZONE 'UTC') + interval '1 day') AT TIME ZONE 'UTC';
BEGIN
    WITH younger AS (DELETE FROM integration_health_result_earlier WHERE check_time >= tomorrow RETURNING *)
    INSERT INTO integration_health_result_other SELECT * FROM younger;
    IF EXISTS (SELECT 1 FROM integration_health_result_earlier) THEN
        EXECUTE format('ALTER TABLE integration_health_result ATTACH PARTITION integration_health_result_earlier'
            ' FOR VALUES FROM (MINVALUE) TO (%L)', tomorrow);
        INSERT INTO integration_health_partition (partition_name, starts_at, ends_at)
        VALUES ('integration_health_result_earlier', '-infinity', tomorrow);
    END IF;
END $$;

CREATE OR REPLACE VIEW integration_health_log AS
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

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM integration_health_partition) THEN
        DROP TABLE integration_health_result_earlier;
    END IF;
END $$;

-- The functions do what only the owner of the tables may, for those who may execute them. They wait for nobody longer
-- than 200 ms, because others would have to wait behind them.

-- Has a day counted anew for which a result comes late, or of which one is deleted. Others that do so wait for the first of
-- them at most.
CREATE FUNCTION integration_health_recount() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE integration_health_partition SET results = null, counting = false
        WHERE partition_name = TG_TABLE_NAME AND (results IS NOT NULL OR counting);
    RETURN NULL;
END $$;

-- Makes the partition of a day, with the results of that day that are there already. False: somebody was in the way.
CREATE FUNCTION integration_health_add_partition(day_start timestamptz) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '200ms' SET timezone = 'UTC' AS $$
DECLARE
    name text = 'integration_health_result_' || to_char(day_start, 'YYYYMMDD');
    day_end timestamptz = day_start + interval '1 day';
BEGIN
    IF day_start IS DISTINCT FROM date_trunc('day', day_start) THEN
        RAISE EXCEPTION 'day_start % is not allowed; use midnight in UTC', day_start USING ERRCODE = '22023';
    END IF;
    -- lets others read and write, and one partition be made at a time
    LOCK TABLE integration_health_result IN SHARE UPDATE EXCLUSIVE MODE;
    IF EXISTS (SELECT 1 FROM integration_health_partition WHERE starts_at < day_end AND ends_at > day_start) THEN
        RETURN true;
    END IF;
    LOCK TABLE integration_health_result_other IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE integration_health_result INCLUDING ALL)', name);
    -- taken alone, it is closed as the whole is
    IF (SELECT relrowsecurity FROM pg_class WHERE oid = 'integration_health_result'::regclass) THEN
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    END IF;
    EXECUTE format('WITH moved AS (DELETE FROM integration_health_result_other WHERE check_time >= %L'
        ' AND check_time < %L RETURNING *) INSERT INTO %I SELECT * FROM moved', day_start, day_end, name);
    EXECUTE format('ALTER TABLE integration_health_result ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        name, day_start, day_end);
    INSERT INTO integration_health_partition (partition_name, starts_at, ends_at) VALUES (name, day_start, day_end);
    RETURN true;
EXCEPTION WHEN lock_not_available OR deadlock_detected OR duplicate_table OR unique_violation THEN
    RETURN false;
END $$;

-- Counting takes two transactions, so that nobody who writes waits for it. This is the first: what was on its way to the
-- partition is there, and what comes or goes from here on says so. False: there is nothing to count, or somebody was in
-- the way.
CREATE FUNCTION integration_health_begin_count(name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '200ms' AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM integration_health_partition WHERE partition_name = name AND results IS NULL)
        OR NOT pg_try_advisory_xact_lock(1751477356, hashtext(current_schema() || '.' || name)) THEN
        RETURN false;
    END IF;
    -- lets others read
    EXECUTE format('LOCK TABLE %I IN SHARE ROW EXCLUSIVE MODE', name);
    IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgrelid = name::regclass AND tgname = 'recount') THEN
        EXECUTE format('CREATE TRIGGER recount AFTER INSERT OR DELETE ON %I FOR EACH ROW'
            ' EXECUTE FUNCTION integration_health_recount()', name);
    END IF;
    UPDATE integration_health_partition SET counting = true WHERE partition_name = name AND results IS NULL;
    RETURN FOUND;
EXCEPTION WHEN lock_not_available OR deadlock_detected OR undefined_table THEN
    RETURN false;
END $$;

-- The second: counts. False: it has to begin anew, because something came or went meanwhile, or somebody else is at it.
CREATE FUNCTION integration_health_count_partition(name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '200ms' AS $$
DECLARE
    counted bigint;
BEGIN
    -- or a count that was begun anew meanwhile would be taken for this one
    IF NOT pg_try_advisory_xact_lock(1751477356, hashtext(current_schema() || '.' || name))
        OR NOT EXISTS (SELECT 1 FROM integration_health_partition WHERE partition_name = name AND counting) THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT count(*) FROM %I', name) INTO counted;
    UPDATE integration_health_partition SET results = counted, counting = false WHERE partition_name = name AND counting;
    RETURN FOUND;
EXCEPTION WHEN lock_not_available OR deadlock_detected OR undefined_table THEN
    RETURN false;
END $$;

-- Drops a partition and returns how many results it held. Null: somebody was in the way, or it is not counted, for which
-- everybody would have to wait here. None there: 0.
CREATE FUNCTION integration_health_drop_partition(name text, before timestamptz) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET lock_timeout = '200ms' AS $$
DECLARE
    held bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM integration_health_partition WHERE partition_name = name AND results IS NULL) THEN
        RETURN null;
    END IF;
    -- first, as everybody does it who drops or attaches; nobody can add a result from here on
    LOCK TABLE integration_health_result IN ACCESS EXCLUSIVE MODE;
    DELETE FROM integration_health_partition WHERE partition_name = name AND ends_at <= before RETURNING results INTO held;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    IF held IS NULL THEN
        RAISE lock_not_available;
    END IF;
    EXECUTE format('ALTER TABLE integration_health_result DETACH PARTITION %I', name);
    EXECUTE format('DROP TABLE %I', name);
    RETURN held;
EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
    RETURN null;
END $$;

-- Names mean the tables of this schema, whoever calls; and nobody may call who was not allowed to.
DO $$
DECLARE
    function regprocedure;
BEGIN
    FOR function IN SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        AND proname IN ('integration_health_recount', 'integration_health_add_partition',
            'integration_health_begin_count', 'integration_health_count_partition', 'integration_health_drop_partition')
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', function, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', function);
    END LOOP;
END $$;
