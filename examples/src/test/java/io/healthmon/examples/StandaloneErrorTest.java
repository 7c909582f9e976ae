package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandaloneErrorTest {

    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource({"unknownNames", "wrongValues", "wrongIntegrations"})
    void aConfigurationThatCannotBeUsedIsOneLineAndExitCodeTwo(String document, String message) throws Exception {
        Program program = Program.start(Map.of("HEALTHMON_PORT", "0"), configured(document));

        assertThat(program.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(program.err()).isEqualTo("healthmon: " + message + System.lineSeparator());
        assertThat(program.out()).isEmpty();
    }

    static Stream<Arguments> unknownNames() {
        String first = "{'integrations':[{'name':'A','type':'heap'},";
        return Stream.of(
                arguments(
                        "{'servr':{}}",
                        "servr: unknown setting; did you mean \"server\"? known here: alerts, application, channels,"
                                + " concurrency, defaults, integrations, limits, localNetwork, metrics, retention, secrets, security, server, store"),
                arguments(
                        "{'store':{'url':'jdbc:h2:mem:errors','usr':'sa'}}",
                        "store.usr: unknown setting; did you mean \"user\"? known here: migrate,"
                                + " password, required, type, url, user"),
                arguments(
                        first + "{'name':'B','type':'heap','degradedAbove':3}]}",
                        "integrations[1].degradedAbove: unknown setting; did you mean \"degradedAfter\"? known here:"
                                + " alertEmail, alertOnFailure, critical, cron, degradedAbovePercent, degradedAfter, degradedThreshold, dependsOn,"
                                + " documentation, downAbovePercent, enabled, exclusive, failureThreshold, id, interval,"
                                + " name, owner, passive, passiveFor, provider, public, recheckAfter, region, retries, retryDelay,"
                                + " staleAfter, successThreshold,"
                                + " tags, timeout, type, zone"));
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                arguments("{'integrations':5}", "integrations: \"5\" is not allowed; use a list: [{…}, …]"),
                arguments(
                        "{'server':{'port':'http'}}",
                        "server.port: \"http\" is not allowed; use a whole number from 0 to 65535"),
                arguments(
                        "{'server':{'host':'no such host'}}",
                        "server.host: \"no such host\" is not allowed; use a name or address of this machine, such as"
                                + " 127.0.0.1"));
    }

    static Stream<Arguments> wrongIntegrations() {
        String first = "{'integrations':[{'name':'A','type':'heap'},";
        String tcp = "'type':'tcp','host':'localhost','port':6379";
        return Stream.of(
                arguments(
                        first + "{'name':'B','type':'htpp'}]}",
                        "integrations[1].type: \"htpp\" is not allowed; use one of composite, deadlock,"
                                + " disk, dns, gmail, google-calendar, heap, heartbeat, http, inverse, jdbc,"
                                + " redis, remote-health, resend, slack, smtp, status-page, stripe, supabase-auth,"
                                + " supabase-database, supabase-storage, tcp, tls, twilio"),
                arguments(
                        first + "{'name':'B','type':'http','url':'${SHOP_URL}'}]}",
                        "integrations[1].url: the variable SHOP_URL is not set; set it, or write ${SHOP_URL:default} in"
                                + " its place"),
                arguments(
                        first + "{'name':'A'," + tcp + "}]}",
                        "integrations[1].name: \"A\" is the name of integrations[0] too; choose another name"),
                arguments(
                        first + "{'name':'B','id':'a'," + tcp + "}]}",
                        "integrations[1].id: \"a\" is the id of integrations[0] too; set another \"id\""),
                arguments(
                        first + "{'name':'B','interval':'5 parsecs'," + tcp + "}]}",
                        "integrations[1].interval: \"5 parsecs\" is not a duration; write a number with a unit such as"
                                + " 500ms, 30s, 5m, 1h, 2d, or ISO-8601 such as PT30S"),
                arguments(
                        first + "{'name':'B','interval':'0s'," + tcp + "}]}",
                        "integrations[1].interval: \"0s\" is not allowed; use from 100ms to 366d"));
    }

    @Test
    void malformedJsonIsNamedWithFileLineAndColumn() throws Exception {
        String file = configured("{\n'server': {},\n}");
        Program program = Program.start(Map.of(), file);

        assertThat(program.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(program.err())
                .isEqualTo("healthmon: " + file + ": line 3, column 1: a name in double quotes is expected here"
                        + System.lineSeparator());
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws Exception {
        Program program = Program.start(Map.of("HEALTHMON_CONFIG", "none.json"));

        assertThat(program.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(program.err())
                .isEqualTo("healthmon: none.json: there is no such file; check the path" + System.lineSeparator());
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String file = configured("{'server':{'port':" + taken.getLocalPort() + "}}");
            Program program = Program.start(Map.of(), file);

            assertThat(program.exitCode()).isEqualTo(FAILED);
            assertThat(program.err())
                    .isEqualTo("healthmon: port " + taken.getLocalPort() + " on 127.0.0.1 is in use; set another"
                            + " \"server.port\" or HEALTHMON_PORT" + System.lineSeparator());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--debug", "HEALTHMON_DEBUG"})
    void aStackTraceIsShownWhenAskedFor(String wish) throws Exception {
        String file = configured("{'server':{'port':-1}}");
        Program program =
                wish.startsWith("--") ? Program.start(Map.of(), file, wish) : Program.start(Map.of(wish, "true"), file);

        assertThat(program.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(program.err()).startsWith("healthmon: server.port: \"-1\"").contains("\tat io.healthmon.");
    }

    @Test
    void anUnknownArgumentIsNamed() throws Exception {
        Program program = Program.start(Map.of(), "--verbose");

        assertThat(program.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(program.err())
                .isEqualTo("healthmon: argument \"--verbose\" is unknown; use [--help] [--debug] [FILE]"
                        + System.lineSeparator());
    }

    @Test
    void moreThanOneFileIsRefused() throws Exception {
        Program program = Program.start(Map.of(), "a.json", "b.json");

        assertThat(program.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(program.err())
                .isEqualTo("healthmon: argument \"b.json\" is not allowed; name at most one file"
                        + System.lineSeparator());
    }

    @Test
    void aVariableOfTheProgramThatCannotBeUsedIsNamed() throws Exception {
        Program port = Program.start(Map.of("HEALTHMON_PORT", "many"));
        Program enabled = Program.start(Map.of("HEALTHMON_PORT", "0", "HEALTH_MONITORING_ENABLED", "nope"));

        assertThat(port.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(port.err()).startsWith("healthmon: HEALTHMON_PORT: \"many\" is not allowed; use a whole number");
        assertThat(enabled.exitCode()).isEqualTo(MISCONFIGURED);
        assertThat(enabled.err())
                .startsWith("healthmon: HEALTH_MONITORING_ENABLED: \"nope\" is not allowed; use true or false");
    }

    @Test
    void helpIsShown() throws Exception {
        Program program = Program.start(Map.of(), "--help");

        assertThat(program.exitCode()).isZero();
        assertThat(program.out()).contains("standalone [--help] [--debug] [FILE]");
    }

    /** Takes single quotes for double ones, to keep the documents readable. */
    private String configured(String document) throws Exception {
        return Files.writeString(directory.resolve("healthmon.json"), document.replace('\'', '"'))
                .toString();
    }
}
