package io.healthmon.benchmarks;

import io.healthmon.HealthMonitor;
import io.healthmon.HealthMonitorBuilder;
import io.healthmon.HealthSnapshot;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Reading how 100 integrations are while nothing changes, beside a volatile read (the limit) and Spring Boot Actuator's
 * {@code HealthEndpoint} over 100 indicators that answer at once; and reading it after each change.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SnapshotBenchmark {

    private final HealthMonitor hundred = monitor(100);
    private final HealthMonitor thousand = monitor(1_000);
    private final HealthEndpoint actuator = actuator(100);
    private volatile HealthSnapshot ready = hundred.health();

    private static HealthMonitor monitor(int integrations) {
        HealthMonitorBuilder builder = HealthMonitor.builder();
        for (int number = 0; number < integrations; number++) {
            builder.add(
                    Integration.named("Service " + number).every(Duration.ofDays(1)), context -> CheckResult.healthy());
        }
        return builder.build();
    }

    private static HealthEndpoint actuator(int indicators) {
        HealthContributorRegistry registry = new DefaultHealthContributorRegistry();
        HealthIndicator indicator = () -> Health.up().build();
        for (int number = 0; number < indicators; number++) {
            registry.registerContributor("service" + number, indicator);
        }
        return new HealthEndpoint(registry, null, HealthEndpointGroups.of(new ShowAll(), Map.of()), null);
    }

    /** Checks everything once; the monitors are not started, so nothing changes by itself. */
    @Setup
    public void check() {
        hundred.checkAllServices().join();
        thousand.checkAllServices().join();
        ready = hundred.health();
    }

    /**
     * Reads a volatile field.
     *
     * @return what it holds
     */
    @Benchmark
    public HealthSnapshot volatileRead() {
        return ready;
    }

    /**
     * Reads the clock, which judging the age of a snapshot takes.
     *
     * @return the time
     */
    @Benchmark
    public long clock() {
        return System.currentTimeMillis();
    }

    /**
     * Reads the snapshot of 100 integrations.
     *
     * @return the snapshot
     */
    @Benchmark
    public HealthSnapshot unchanged() {
        return hundred.health();
    }

    /**
     * Asks Actuator for 100 indicators.
     *
     * @return its answer
     */
    @Benchmark
    public HealthDescriptor actuator() {
        return actuator.health();
    }

    /**
     * Reads the snapshot of 100 integrations after one of them changed.
     *
     * @return the snapshot
     */
    @Benchmark
    public HealthSnapshot changedOfHundred() {
        hundred.pause("service-0", Duration.ofHours(1));
        return hundred.health();
    }

    /**
     * Reads the snapshot of 1,000 integrations after one of them changed.
     *
     * @return the snapshot
     */
    @Benchmark
    public HealthSnapshot changedOfThousand() {
        thousand.pause("service-0", Duration.ofHours(1));
        return thousand.health();
    }

    /** Actuator's settings {@code show-components=always} and {@code show-details=always}. */
    private static final class ShowAll implements HealthEndpointGroup {

        @Override
        public boolean isMember(String name) {
            return true;
        }

        @Override
        public boolean showComponents(SecurityContext securityContext) {
            return true;
        }

        @Override
        public boolean showDetails(SecurityContext securityContext) {
            return true;
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return StatusAggregator.getDefault();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return HttpCodeStatusMapper.getDefault();
        }

        @Override
        public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
            return null;
        }
    }
}
