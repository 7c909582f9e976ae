-- Optional: parts who writes, who reads and who administers. Not a migration: an administrator runs it, after the tables
-- were made and again after each upgrade, as a superuser or as the owner of the tables with CREATEROLE. It works on the
-- first schema of the search_path; it is all or nothing, changes nothing that is as it should be, and touches no table of
-- anybody else:
--
--   PGOPTIONS='-c search_path=healthmon' psql -v ON_ERROR_STOP=1 -f postgresql.sql app
--   GRANT healthmon_application TO app;    -- who the application connects as; with "migrate": false
--   GRANT healthmon_viewer TO reporting;
--
-- The owner of the tables, superusers and roles with BYPASSRLS are bound by none of this.
DO $$
DECLARE
    -- what each table is to the application; the viewer reads all, the administrator does all
    written text[] = ARRAY['integration_health', 'integration_health_result', 'integration_health_hourly',
        'integration_health_daily', 'integration_health_monthly', 'health_alert', 'health_alert_delivery',
        'health_maintenance', 'application_metric', 'integration_definition'];
    added text[] = ARRAY['admin_audit_log'];
    read text[] = ARRAY['integration_health_partition', 'healthmon_schema_history'];
    views text[] = ARRAY['integration_health_log', 'integration_health_status', 'integration_health_failures',
        'integration_health_uptime', 'integration_health_response_times', 'integration_health_log_growth',
        'health_alert_delivery_status'];
    -- Flyway's, where it applied the files
    histories text[] = ARRAY['flyway_schema_history', 'healthmon_flyway_history'];
    role text;
    name text;
    allowed text;
    partition regclass;
    function regprocedure;
BEGIN
    -- whoever uses the tables waits behind this
    PERFORM set_config('lock_timeout', '5s', true);

    IF to_regclass(format('%I.integration_health_result', current_schema())) IS NULL THEN
        RAISE EXCEPTION 'schema % has no tables of healthmon; set the search_path to the one that has', current_schema()
            USING ERRCODE = '42P01';
    END IF;

    FOREACH role IN ARRAY ARRAY['healthmon_application', 'healthmon_viewer', 'healthmon_admin'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = role) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role);
        END IF;
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role);
    END LOOP;

    FOREACH name IN ARRAY written || added || read LOOP
        -- the history of the migrations is not there where others applied them
        CONTINUE WHEN to_regclass(format('%I.%I', current_schema(), name)) IS NULL AND name = 'healthmon_schema_history';
        allowed = CASE WHEN name = ANY (written) THEN 'SELECT, INSERT, UPDATE, DELETE'
            WHEN name = ANY (added) THEN 'SELECT, INSERT' ELSE 'SELECT' END;
        EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC, healthmon_application, healthmon_viewer',
            current_schema(), name);
        EXECUTE format('GRANT %s ON %I.%I TO healthmon_application', allowed, current_schema(), name);
        EXECUTE format('GRANT SELECT ON %I.%I TO healthmon_viewer', current_schema(), name);
        EXECUTE format('GRANT ALL ON %I.%I TO healthmon_admin', current_schema(), name);

        -- a grant alone shows nothing to anybody else
        EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', current_schema(), name);
        FOREACH role IN ARRAY ARRAY['healthmon_application', 'healthmon_viewer', 'healthmon_admin'] LOOP
            EXECUTE format('DROP POLICY IF EXISTS %I ON %I.%I', role, current_schema(), name);
        END LOOP;
        EXECUTE format('CREATE POLICY healthmon_viewer ON %I.%I FOR SELECT TO healthmon_viewer USING (true)',
            current_schema(), name);
        EXECUTE format('CREATE POLICY healthmon_application ON %I.%I TO healthmon_application USING (true)'
            ' WITH CHECK (true)', current_schema(), name);
        EXECUTE format('CREATE POLICY healthmon_admin ON %I.%I TO healthmon_admin USING (true) WITH CHECK (true)',
            current_schema(), name);
    END LOOP;

    -- Days are read and written as one table; taken alone, nobody may. Those that are made later become so by themselves.
    FOR partition IN SELECT inhrelid FROM pg_inherits
        WHERE inhparent = format('%I.integration_health_result', current_schema())::regclass
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', partition);
        EXECUTE format('REVOKE ALL ON %s FROM PUBLIC, healthmon_application, healthmon_viewer, healthmon_admin', partition);
    END LOOP;

    FOREACH name IN ARRAY views LOOP
        EXECUTE format('REVOKE ALL ON %I.%I FROM PUBLIC', current_schema(), name);
        EXECUTE format('GRANT SELECT ON %I.%I TO healthmon_application, healthmon_viewer, healthmon_admin',
            current_schema(), name);
        -- before 15 a view shows everything to whoever may read it
        IF current_setting('server_version_num')::integer >= 150000 THEN
            EXECUTE format('ALTER VIEW %I.%I SET (security_invoker = true)', current_schema(), name);
        END IF;
    END LOOP;

    FOREACH name IN ARRAY histories LOOP
        IF to_regclass(format('%I.%I', current_schema(), name)) IS NOT NULL THEN
            EXECUTE format('GRANT SELECT ON %I.%I TO healthmon_application', current_schema(), name);
        END IF;
    END LOOP;

    FOR function IN SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        AND proname IN ('integration_health_add_partition', 'integration_health_begin_count',
            'integration_health_count_partition', 'integration_health_drop_partition')
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO healthmon_application, healthmon_admin', function);
    END LOOP;
END $$;
