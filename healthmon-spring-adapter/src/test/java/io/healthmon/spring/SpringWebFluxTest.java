package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.testkit.RawHttp;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class SpringWebFluxTest {

    private static WebApplication start() {
        return WebApplication.start(WebApplicationType.REACTIVE, Nothing.class, null, Map.of());
    }

    /** As load balancers do that probe with the oldest protocol there is. */
    @Test
    void anOldProtocolNeedsNoHost() throws Exception {
        try (WebApplication application = start()) {
            RawHttp raw = new RawHttp(application.address());

            assertThat(RawHttp.status(raw.send("GET /health HTTP/1.0\r\n\r\n"))).isEqualTo(200);
            assertThat(RawHttp.status(raw.send("GET /health HTTP/1.1\r\n\r\n"))).isEqualTo(400);
        }
    }

    @Test
    void theApplicationsBlockingCallsDoNotHoldUpHealth() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (WebApplication application = start()) {
            block(Schedulers.boundedElastic(), released);
            RawHttp raw = new RawHttp(application.address());

            assertThat(RawHttp.status(raw.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n")))
                    .isEqualTo(200);
            assertThat(RawHttp.status(raw.send("GET /api/integrations HTTP/1.1\r\nHost: x\r\n\r\n")))
                    .isEqualTo(401);
        } finally {
            released.countDown();
        }
    }

    private static void block(Scheduler scheduler, CountDownLatch released) {
        for (int task = 0; task < 2 * Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE; task++) {
            scheduler.schedule(() -> {
                try {
                    released.await();
                } catch (InterruptedException disposed) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}
}
