package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.HealthMonitor;
import io.healthmon.IntegrationHealth;
import io.healthmon.check.Cause;
import io.healthmon.check.CheckResult;
import io.healthmon.check.Integration;
import io.healthmon.check.heartbeat.Heartbeat;
import io.healthmon.json.Json;
import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * So many spoiled requests at one handler, all of which follow from one seed.
 *
 * <p>Nothing is ever connected to: what is created targets a port of this machine at which nobody listens, and what a
 * request with a spoiled body has created or changed is taken away before time goes on, or anybody can have it checked.
 */
final class FuzzRound implements AutoCloseable {

    private static final String OWNER = "acme";
    private static final int REQUESTS_A_SECOND = 50;

    private final HandlerFixture fixture = new HandlerFixture()
            .add("Qxmail", integration -> integration)
            .add("Qxours", integration -> integration.owner(OWNER).tags("a"))
            .add("Qxtheirs", integration -> integration.owner("other").tags("b"))
            .add("Qxfront", integration -> integration.visibleToAll(true))
            .answer("qxtheirs", CheckResult.down(Cause.TIMEOUT, "qx-their-message"));
    private final HealthHandler handler;
    private final RequestGrammar grammar;
    private final RequestMutations mutations;
    private final Random random;
    private String ticket = "none";

    FuzzRound(long seed) {
        this.random = new Random(seed);
        this.grammar = new RequestGrammar(random);
        this.mutations = new RequestMutations(random);
        HealthMonitor monitor = fixture.monitor();
        monitor.add(Integration.named("Qxbackup"), Heartbeat.every(Duration.ofDays(1), Secret.of("beat")));
        monitor.start();
        fixture.check("qxmail", "qxours", "qxtheirs", "qxfront");
        this.handler = HealthHandler.builder(monitor)
                .cronSecret(Secret.of("cron-secret"))
                .requestsPerSecond(HealthHandler.Builder.MOST_REQUESTS_PER_SECOND)
                .authenticator(HandlerFixture.tokens()
                        .with(Secret.of("acme-sees"), new Caller("ann", Role.VIEWER, OWNER))
                        .with(Secret.of("acme-runs"), new Caller("abe", Role.OPERATOR, OWNER))
                        .with(Secret.of("acme-owns"), new Caller("amy", Role.ADMIN, OWNER)))
                .build();
    }

    List<Route> routes() {
        return handler.routes();
    }

    /** Sends requests; returns how many got which status. */
    Map<Integer, Integer> send(int requests) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int number = 0; number < requests; number++) {
            boolean isHandshake = random.nextInt(20) == 0;
            FuzzedRequest request = mutations.spoil(isHandshake ? grammar.handshake(ticket) : grammar.next());
            try {
                statuses.merge(send(request, isHandshake), 1, Integer::sum);
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("request " + number + ": " + request + "\n" + failed.getMessage(), failed);
            }
            if (number % REQUESTS_A_SECOND == 0) {
                fixture.time.advance(Duration.ofSeconds(1));
            }
        }
        assertThat(fixture.time.scheduler().failures()).isEmpty();
        return statuses;
    }

    private int send(FuzzedRequest request, boolean isHandshake) {
        ApiRequest sent = request.toRequest();
        ApiResponse response = isHandshake ? handler.openSocket(sent, "") : handler.handle(sent);
        String text = FuzzedAnswer.judge(request, response);
        assertThat(handler.liveStreams()).as("live streams").isZero();
        if (request.isOfOwner()) {
            showsNothingOfOthers(request, text);
        }
        if (response.status() == 200 && text.startsWith("{\"ticket\"")) {
            ticket = (String)
                    Json.readObject(text.getBytes(StandardCharsets.UTF_8)).get("ticket");
        }
        if (request.isSpoiledBody && (response.status() == 201 || request.method.equals("PATCH"))) {
            takeAwayWhatWasCreated();
        }
        return response.status();
    }

    private void showsNothingOfOthers(FuzzedRequest request, String text) {
        for (IntegrationHealth health : fixture.monitor().health().integrations()) {
            Integration integration = health.integration();
            if (!OWNER.equals(integration.owner()) && !integration.visibleToAll()) {
                assertThat(text.contains("\"" + integration.name() + "\"") && !request.holds(integration.name()))
                        .as("the owner sees \"%s\" in %s", integration.name(), text)
                        .isFalse();
            }
        }
        assertThat(text).doesNotContain("qx-their-message");
    }

    private void takeAwayWhatWasCreated() {
        for (IntegrationHealth health : fixture.monitor().health().integrations()) {
            String id = health.integration().id();
            if (!id.startsWith("qx") || id.startsWith("qxname")) {
                FuzzedRequest request = new FuzzedRequest("DELETE", "/api/integrations/" + id);
                request.header("Authorization", "Bearer own");
                request.header("Content-Type", "application/json");
                assertThat(handler.handle(request.toRequest()).status()).isEqualTo(204);
            }
        }
    }

    @Override
    public void close() {
        fixture.close();
    }
}
