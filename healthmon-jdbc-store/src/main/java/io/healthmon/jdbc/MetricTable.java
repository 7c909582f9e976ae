package io.healthmon.jdbc;

import io.healthmon.metric.application.MetricBucket;
import io.healthmon.metric.application.MetricFigures;
import io.healthmon.metric.application.MetricKind;
import io.healthmon.metric.application.MetricResolution;
import io.healthmon.metric.application.MetricSeries;
import io.healthmon.store.MetricStore;
import io.healthmon.store.TimeRange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table of what the application measured: {@code application_metric}; the same SQL for every database. */
final class MetricTable implements MetricStore {

    /** Takes out what was there: an upsert has another form in every database, and rows are few. */
    private static final String REMOVE = "delete from application_metric where bucket_seconds = :seconds"
            + " and bucket_start = :start and series_id = :series and instance = :instance";

    private static final String ADD =
            "insert into application_metric (bucket_seconds, bucket_start, series_id, instance,"
                    + " metric_kind, metric_name, labels, value_count, value_sum, value_min, value_max, latest_value, last_at,"
                    + " successes, duration_sketch) values (:seconds, :start, :series, :instance, :kind, :name, :labels, :count,"
                    + " :sum, :min, :max, :last, :lastAt, :successes, :sketch)";

    private static final String READ = "select * from application_metric where bucket_seconds = :seconds"
            + " and bucket_start >= :from and bucket_start < :to";

    private static final String REMOVE_OLD =
            "delete from application_metric where bucket_seconds = :seconds and bucket_start < :before";

    private static final Logger LOG = LoggerFactory.getLogger(JdbcHealthStore.class);

    private final Database database;

    MetricTable(Database database) {
        this.database = database;
    }

    @Override
    public void add(List<MetricBucket> buckets) {
        database.requireOpen();
        if (buckets.isEmpty()) {
            return;
        }
        Map<Key, MetricBucket> last = new LinkedHashMap<>();
        buckets.forEach(bucket -> last.put(Key.of(bucket), bucket));
        database.write("write metrics to", (handle, dialect) -> {
            replace(handle, last);
            return last.size();
        });
    }

    private static void replace(Handle handle, Map<Key, MetricBucket> buckets) {
        try (PreparedBatch removal = handle.prepareBatch(REMOVE)) {
            buckets.keySet().forEach(key -> bind(removal, key).add());
            removal.execute();
        }
        try (PreparedBatch addition = handle.prepareBatch(ADD)) {
            buckets.forEach((key, bucket) -> bind(bind(addition, key), bucket).add());
            addition.execute();
        }
    }

    private static PreparedBatch bind(PreparedBatch batch, Key key) {
        return batch.bind("seconds", key.seconds)
                .bind("start", key.start)
                .bind("series", key.series)
                .bind("instance", key.instance);
    }

    private static PreparedBatch bind(PreparedBatch batch, MetricBucket bucket) {
        MetricSeries series = bucket.series();
        MetricFigures figures = bucket.figures();
        MetricFigures.Last last = figures.last().orElseThrow();
        return batch.bind("kind", series.kind().label())
                .bind("name", series.name())
                .bind("labels", JsonColumn.ofDetails(series.labels()))
                .bind("count", figures.count())
                .bind("sum", figures.sum())
                .bind("min", figures.min().orElseThrow())
                .bind("max", figures.max().orElseThrow())
                .bind("last", last.value())
                .bind("lastAt", last.at())
                .bind("successes", figures.successes())
                .bind("sketch", figures.encodedSketch());
    }

    @Override
    public List<MetricBucket> read(MetricResolution resolution, TimeRange range) {
        return database.read(
                "read metrics of",
                (handle, dialect) -> handle
                        .createQuery(READ)
                        .bind("seconds", seconds(resolution))
                        .bind("from", range.from())
                        .bind("to", range.to())
                        .map((row, context) -> bucket(row, dialect, resolution))
                        .list()
                        .stream()
                        .flatMap(Collection::stream)
                        .toList());
    }

    /** A row that somebody else wrote, and that is no bucket, is left out. */
    private static List<MetricBucket> bucket(ResultSet row, Dialect dialect, MetricResolution resolution)
            throws SQLException {
        try {
            MetricKind kind = MetricKind.valueOf(row.getString("metric_kind").toUpperCase(Locale.ROOT));
            MetricSeries series =
                    new MetricSeries(kind, row.getString("metric_name"), JsonColumn.details(row.getString("labels")));
            Instant start = dialect.someMoment(row, "bucket_start");
            return List.of(
                    new MetricBucket(row.getString("instance"), series, resolution, start, figures(row, dialect)));
        } catch (IllegalArgumentException notOurs) {
            LOG.warn("healthmon: a row of application_metric is left out: {}", notOurs.getMessage());
            return List.of();
        }
    }

    private static MetricFigures figures(ResultSet row, Dialect dialect) throws SQLException {
        return MetricFigures.of(
                row.getLong("value_count"),
                row.getDouble("value_sum"),
                row.getDouble("value_min"),
                row.getDouble("value_max"),
                new MetricFigures.Last(row.getDouble("latest_value"), dialect.someMoment(row, "last_at")),
                row.getLong("successes"),
                row.getBytes("duration_sketch"));
    }

    @Override
    public long removeBefore(MetricResolution resolution, Instant moment) {
        return database.write("remove metrics from", (handle, dialect) -> (long) handle.createUpdate(REMOVE_OLD)
                .bind("seconds", seconds(resolution))
                .bind("before", moment)
                .execute());
    }

    private static int seconds(MetricResolution resolution) {
        return (int) resolution.length().toSeconds();
    }

    /** The primary key; the digest of a series is short where its labels are long. */
    private record Key(int seconds, Instant start, String series, String instance) {

        static Key of(MetricBucket bucket) {
            return new Key(
                    MetricTable.seconds(bucket.resolution()),
                    bucket.start(),
                    digest(bucket.series()),
                    bucket.instance());
        }

        private static String digest(MetricSeries series) {
            String labels = String.valueOf(JsonColumn.ofDetails(series.labels()));
            String whole = series.kind().label() + '\n' + series.name() + '\n' + labels;
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest, 0, 16);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JVM has SHA-256", impossible);
            }
        }
    }
}
