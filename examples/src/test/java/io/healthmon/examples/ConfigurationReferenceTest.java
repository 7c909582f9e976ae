package io.healthmon.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks the program itself what it knows in each place, and looks it up in the reference. */
class ConfigurationReferenceTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'?':1}",
                "{'server':{'?':1}}",
                "{'application':{'?':1}}",
                "{'security':{'?':1}}",
                "{'security':{'tokens':[{'role':'viewer','?':1}]}}",
                "{'defaults':{'?':1}}",
                "{'integrations':[{'name':'A','type':'http','url':'http://localhost/','?':1}]}",
                "{'integrations':[{'name':'A','type':'http','url':'http://localhost/','expect':{'?':1}}]}",
                "{'integrations':[{'name':'A','type':'http','url':'http://localhost/','tls':{'?':1}}]}",
                "{'integrations':[{'name':'A','type':'http','url':'http://localhost/','quota':{'?':1}}]}",
                "{'integrations':[{'name':'A','type':'tcp','host':'localhost','port':1,'?':1}]}",
                "{'integrations':[{'name':'A','type':'tls','host':'localhost','?':1}]}",
                "{'integrations':[{'name':'A','type':'tls','host':'localhost','tls':{'?':1}}]}",
                "{'integrations':[{'name':'A','type':'dns','host':'localhost','?':1}]}",
                "{'integrations':[{'name':'A','type':'smtp','host':'localhost','?':1}]}",
                "{'integrations':[{'name':'A','type':'jdbc','url':'jdbc:h2:mem:a','?':1}]}",
                "{'integrations':[{'name':'A','type':'redis','host':'localhost','?':1}]}",
                "{'integrations':[{'name':'A','type':'heartbeat','period':'1d','token':'t','?':1}]}",
                "{'integrations':[{'name':'A','type':'disk','?':1}]}",
                "{'integrations':[{'name':'A','type':'heap','?':1}]}",
                "{'integrations':[{'name':'A','type':'deadlock','?':1}]}",
                "{'integrations':[{'name':'A','type':'stripe','?':1}]}",
                "{'integrations':[{'name':'A','type':'remote-health','url':'http://localhost/','?':1}]}",
                "{'integrations':[{'name':'A','type':'status-page','url':'http://localhost/','?':1}]}",
                "{'integrations':[{'name':'A','type':'resend','?':1}]}",
                "{'integrations':[{'name':'A','type':'resend','quota':{'?':1}}]}",
                "{'integrations':[{'name':'A','type':'slack','?':1}]}",
                "{'integrations':[{'name':'A','type':'twilio','?':1}]}",
                "{'integrations':[{'name':'A','type':'supabase-database','?':1}]}",
                "{'integrations':[{'name':'A','type':'supabase-storage','?':1}]}",
                "{'integrations':[{'name':'A','type':'supabase-auth','?':1}]}",
                "{'integrations':[{'name':'A','type':'gmail','?':1}]}",
                "{'integrations':[{'name':'A','type':'google-calendar','?':1}]}",
                "{'channels':{'ops':{'type':'log','?':1}}}",
                "{'alerts':{'?':1}}",
                "{'alerts':{'routes':[{'channels':[],'?':1}]}}",
                "{'retention':{'?':1}}",
                "{'concurrency':{'?':1}}"
            })
    void everySettingStandsInTheReference(String document) throws Exception {
        String reference = Files.readString(Path.of("../docs/configuration.md"))
                + Files.readString(Path.of("../docs/providers.md"));

        assertThat(known(document))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(reference).containsPattern("`([\\w\\[\\].]+\\.)?" + name + "(\\[])?`"));
    }

    private List<String> known(String document) throws Exception {
        Path file = Files.writeString(directory.resolve("healthmon.json"), document.replace('\'', '"'));
        Program program = Program.start(Map.of("HEALTHMON_PORT", "0"), file.toString());
        program.exitCode();
        String message = program.err().strip();
        return List.of(message.substring(message.indexOf("known here: ") + "known here: ".length())
                .split(", "));
    }
}
