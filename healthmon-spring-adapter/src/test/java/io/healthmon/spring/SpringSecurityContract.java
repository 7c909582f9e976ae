package io.healthmon.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthmon.check.CheckResult;
import io.healthmon.check.HealthCheck;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;

/** An application whose people sign in at a form, and whose programs have tokens. */
abstract class SpringSecurityContract {

    private static final String CHECK = "/api/integrations/mail/health/check";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final WebApplicationType type;
    private final Class<?> host;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private WebApplication application;

    SpringSecurityContract(WebApplicationType type, Class<?> host) {
        this.type = type;
        this.host = host;
    }

    @BeforeEach
    void start() {
        application = WebApplication.start(
                type,
                host,
                null,
                Map.of(
                        WebApplication.EXCLUDE,
                        "",
                        "healthmon.checks.mail.tags",
                        "post",
                        "healthmon.security.tokens[0].token",
                        "see",
                        "healthmon.security.tokens[0].role",
                        "viewer",
                        "healthmon.security.tokens[1].token",
                        "run",
                        "healthmon.security.tokens[1].role",
                        "operator",
                        "healthmon.security.authorities.viewer",
                        "monitoring:read, AUDITOR"));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({"reader, viewer", "auditor, viewer", "runner, operator", "boss, admin"})
    void whoeverIsSignedInHasTheRoleOfHisAuthorities(String name, String role) throws Exception {
        signIn(name);
        HttpResponse<String> list = get("/api/integrations");

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.headers().firstValue("Healthmon-Role")).hasValue(role);
        assertThat(get("/health").body()).contains("\"mail\"");
    }

    @Test
    void whoeverHasNoPartInItIsRefusedAndAnonymousAtHealth() throws Exception {
        signIn("guest");

        assertThat(get("/api/integrations").statusCode()).isEqualTo(403);
        assertThat(get("/health").body()).contains("\"checks\":{}");
    }

    @Test
    void whoeverIsNotSignedInIsAnonymous() throws Exception {
        assertThat(get("/api/integrations").statusCode()).isEqualTo(401);
        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health").body()).contains("\"checks\":{}");
    }

    @Test
    void tokensCountBesideTheSignIn() throws Exception {
        assertThat(get("/api/integrations", "Authorization", "Bearer see")
                        .headers()
                        .firstValue("Healthmon-Role"))
                .hasValue("viewer");
        assertThat(post(CHECK, BodyPublishers.noBody(), "Authorization", "Bearer run")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/integrations", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenComesBeforeTheSignIn() throws Exception {
        signIn("boss");

        assertThat(get("/api/integrations", "Authorization", "Bearer see")
                        .headers()
                        .firstValue("Healthmon-Role"))
                .hasValue("viewer");
    }

    @Test
    void aPageOfTheApplicationHasSomethingDone() throws Exception {
        signIn("runner");

        assertThat(post(CHECK, BodyPublishers.noBody(), "X-CSRF-TOKEN", csrf(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPageOfAnotherSiteHasNothingDoneEvenIfTheApplicationLetsItThrough() throws Exception {
        signIn("runner");
        HttpResponse<String> refused =
                post(CHECK, BodyPublishers.noBody(), "X-CSRF-TOKEN", csrf(), "Sec-Fetch-Site", "cross-site");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("A page of another site may not do this in your name.");
    }

    @Test
    void theApplicationsOwnProtectionStandsBefore() throws Exception {
        signIn("runner");

        assertThat(post(CHECK, BodyPublishers.noBody(), "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aReaderChangesNothing() throws Exception {
        signIn("reader");
        HttpResponse<String> refused =
                post(CHECK, BodyPublishers.noBody(), "X-CSRF-TOKEN", csrf(), "Sec-Fetch-Site", "same-origin");

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This needs the role operator.");
    }

    private void signIn(String name) throws Exception {
        String form = "username=" + name + "&password=pass&_csrf=" + URLEncoder.encode(csrf(), StandardCharsets.UTF_8);
        HttpResponse<String> signedIn =
                post("/login", BodyPublishers.ofString(form), "Content-Type", "application/x-www-form-urlencoded");

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(signedIn.headers().firstValue("Location").orElseThrow()).doesNotContain("error");
    }

    private String csrf() throws Exception {
        Matcher field = CSRF.matcher(get("/login").body());
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path)), headers);
    }

    private HttpResponse<String> post(String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address(path)).POST(body), headers);
    }

    private URI address(String path) {
        return application.address().resolve(path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        return client.send((headers.length > 0 ? request.headers(headers) : request).build(), BodyHandlers.ofString());
    }

    static List<UserDetails> people() {
        return List.of(
                person("reader", "monitoring:read"),
                person("auditor", "ROLE_AUDITOR"),
                person("runner", "monitoring:operate"),
                person("boss", "monitoring:read", "monitoring:admin"),
                person("guest", "ROLE_USER"));
    }

    private static UserDetails person(String name, String... authorities) {
        return User.withUsername(name)
                .password("{noop}pass")
                .authorities(authorities)
                .build();
    }

    /** What is watched. */
    @Configuration(proxyBeanMethods = false)
    static class Watched {

        @Bean
        HealthCheck mail() {
            return context -> CheckResult.healthy();
        }
    }
}
