package io.healthmon.check.passive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One rule of what an exception shows of a service, whoever records it. */
class ThrownEvidenceTest {

    private final List<String> recorded = new ArrayList<>();
    private final PassiveEvidence evidence = new PassiveEvidence() {
        @Override
        public void succeeded(Duration took) {
            recorded.add("success");
        }

        @Override
        public void failed() {
            recorded.add("failure");
        }
    };

    static Stream<Exception> failures() {
        return Stream.of(
                new UnknownHostException("x"),
                new ConnectException("refused"),
                new SocketTimeoutException("slow"),
                new SSLHandshakeException("bad certificate"),
                new EOFException(),
                new IOException("fixed content-length: 100, bytes received: 4"),
                new IOException("again", new IOException("chunked transfer encoding, state: READING_LENGTH")),
                new ProtocolException("Invalid status line"),
                new IOException("header parser received no bytes", new EOFException("EOF reached")),
                new IllegalStateException("wrapped", new ConnectException("refused")),
                new CompletionException(new IOException("broken")),
                new ExecutionException(new CompletionException(new IOException("broken"))));
    }

    static Stream<Exception> mistakes() {
        return Stream.of(
                new IllegalStateException("mine"),
                new IOException("mine", new IllegalStateException("mine")),
                new IOException("again", new IOException("mine", new NullPointerException())),
                new IOException("mine", new UncheckedIOException(new CharacterCodingException())),
                new CharacterCodingException(),
                new IOException("unreadable", new CharacterCodingException()),
                new FileNotFoundException("of the application"),
                new InterruptedException(),
                new ClosedByInterruptException(),
                new IOException("cancelled", new CancellationException()),
                new CompletionException(new CancellationException()),
                new CancellationException(),
                new CompletionException(null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatKeepsAnAnswerFromComingIsAFailure(Exception thrown) {
        evidence.threw(thrown);

        assertThat(recorded).containsExactly("failure");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatTheApplicationDidItselfIsNothing(Exception thrown) {
        evidence.threw(thrown);

        assertThat(recorded).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"failures", "mistakes"})
    void aCallThatIsTimedIsJudgedByTheSameRule(Exception thrown) {
        evidence.threw(thrown);
        List<String> alone = List.copyOf(recorded);
        recorded.clear();

        assertThatThrownBy(() -> evidence.time(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(recorded).isEqualTo(alone);
    }
}
