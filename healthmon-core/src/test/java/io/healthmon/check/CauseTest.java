package io.healthmon.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CauseTest {

    @ParameterizedTest
    @MethodSource("failures")
    void anExceptionOfTheNetworkIsToldByItsType(Throwable failure, Cause cause) {
        assertThat(Cause.of(failure)).isEqualTo(cause);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("x"), Cause.DNS),
                Arguments.of(new UnresolvedAddressException(), Cause.DNS),
                Arguments.of(new ConnectException("refused"), Cause.CONNECT),
                Arguments.of(new NoRouteToHostException("x"), Cause.CONNECT),
                Arguments.of(new SocketException("Network is unreachable"), Cause.CONNECT),
                Arguments.of(new SocketException("Connection reset"), Cause.CONNECT),
                Arguments.of(new EOFException(), Cause.CONNECT),
                Arguments.of(new ClosedChannelException(), Cause.CONNECT),
                Arguments.of(new SocketTimeoutException("read"), Cause.TIMEOUT),
                Arguments.of(new TimeoutException(), Cause.TIMEOUT),
                Arguments.of(new HttpTimeoutException("x"), Cause.TIMEOUT),
                Arguments.of(new HttpConnectTimeoutException("x"), Cause.TIMEOUT),
                Arguments.of(new SSLHandshakeException("x"), Cause.TLS),
                Arguments.of(new IllegalStateException("x"), Cause.CHECK_ERROR),
                Arguments.of(new StackOverflowError(), Cause.CHECK_ERROR));
    }

    @Test
    void theCauseOfAnExceptionIsLookedAtToo() {
        Throwable wrapped = new ExecutionException(new UncheckedIOException(new ConnectException("refused")));

        assertThat(Cause.of(wrapped)).isEqualTo(Cause.CONNECT);
    }

    @Test
    void anUnknownHostBehindAFailedConnectionIsToldApart() {
        Throwable failure =
                new ConnectException().initCause(new ConnectException().initCause(new UnresolvedAddressException()));

        assertThat(Cause.of(failure)).isEqualTo(Cause.DNS);
    }

    @Test
    void aTimeoutStaysOneWhateverIsBehindIt() {
        assertThat(Cause.of(new HttpTimeoutException("x").initCause(new ConnectException("x"))))
                .isEqualTo(Cause.TIMEOUT);
    }

    @Test
    void aFailedHandshakeStaysOneWhateverIsBehindIt() {
        assertThat(Cause.of(new SSLHandshakeException("x").initCause(new EOFException())))
                .isEqualTo(Cause.TLS);
    }

    @Test
    void exceptionsThatAreEachOthersCauseEnd() {
        IOException one = new IOException("one");
        IOException other = new IOException("other", one);
        one.initCause(other);

        assertThat(Cause.of(one)).isEqualTo(Cause.CHECK_ERROR);
    }

    @Test
    void theLabelIsInLowerCase() {
        assertThat(Cause.RATE_LIMITED.label()).isEqualTo("rate_limited");
    }
}
