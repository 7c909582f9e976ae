-- Views for people with SQL; the library itself reads none of them.
-- Status of each integration, the worst first.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW integration_health_status AS
SELECT CASE status WHEN 'down' THEN 0 WHEN 'degraded' THEN 1 WHEN 'healthy' THEN 3 ELSE 2 END AS status_order,
       integration_id,
       integration_name,
       integration_type,
       status,
       status_since,
       enabled,
       last_check_at,
       last_success_at,
       response_time_ms,
       success_rate,
       uptime_percentage,
       consecutive_failures,
       last_error_message
FROM integration_health
ORDER BY status_order, integration_name;

-- Failures of the last 24 hours, the newest first.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW integration_health_failures AS
SELECT integration_id, integration_name, check_time, response_time_ms, error_message, error_details
FROM integration_health_log
WHERE status = 'down' AND check_time > utc_timestamp(6) - interval 24 hour
ORDER BY check_time DESC;

-- What the hours of the last 30 days came to that are rolled up: counted, and weighed by time. No data is null.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW integration_health_uptime AS
SELECT h.integration_id,
       h.integration_name,
       coalesce(sum(u.results), 0) AS results,
       coalesce(sum(u.failures), 0) AS failures,
       round(CAST(100.0 * (sum(u.results) - coalesce(sum(u.failures), 0)) / nullif(sum(u.results), 0) AS decimal(20, 6)), 2) AS success_percentage,
       round(CAST(100.0 * sum(u.up_ms) / nullif(sum(u.up_ms) + coalesce(sum(u.down_ms), 0), 0) AS decimal(20, 6)), 2) AS uptime_percentage,
       round(CAST(100.0 * (sum(u.up_ms) + coalesce(sum(u.down_ms), 0)) / (30 * 86400000.0) AS decimal(20, 6)), 2) AS known_percentage_of_30_days
FROM integration_health h
LEFT JOIN integration_health_hourly u
       ON u.integration_key = h.integration_key AND u.bucket_hour > unix_timestamp() / 3600 - 720
GROUP BY h.integration_id, h.integration_name;

-- Response times of the last 24 hours, of results that tell something.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW integration_health_response_times AS
SELECT integration_id,
       integration_name,
       count(*) AS results,
       round(avg(response_time_ms)) AS average_ms,
       min(response_time_ms) AS min_ms,
       max(response_time_ms) AS max_ms
FROM integration_health_log
WHERE status <> 'unknown' AND check_time > utc_timestamp(6) - interval 24 hour
GROUP BY integration_id, integration_name;

-- How many results each of the last 30 days of UTC has; reads them all.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW integration_health_log_growth AS
SELECT CAST(check_time AS date) AS check_date,
       count(*) AS results,
       sum(status = 0) AS failures
FROM integration_health_result
WHERE check_time > utc_timestamp(6) - interval 30 day
GROUP BY CAST(check_time AS date)
ORDER BY check_date DESC;

-- What became of each alert, the newest first.
CREATE OR REPLACE SQL SECURITY INVOKER VIEW health_alert_delivery_status AS
SELECT a.alert_id,
       a.integration_id,
       a.kind,
       a.severity,
       a.message,
       a.raised_at,
       a.resolved_at,
       d.channel,
       d.state,
       d.attempts,
       d.next_attempt_at,
       d.delivered_at,
       d.last_error
FROM health_alert a
JOIN health_alert_delivery d ON d.alert_id = a.alert_id
ORDER BY a.raised_at DESC, d.channel;
