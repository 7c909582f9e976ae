package io.healthmon.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

    private final TargetGuard guard = TargetGuard.publicOnly();

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255",
        "10.0.0.0, 10.255.255.255",
        "100.64.0.0, 100.127.255.255",
        "127.0.0.0, 127.255.255.255",
        "168.63.129.16, 168.63.129.16",
        "169.254.0.0, 169.254.255.255",
        "172.16.0.0, 172.31.255.255",
        "192.0.0.0, 192.0.0.255",
        "192.0.2.0, 192.0.2.255",
        "192.88.99.0, 192.88.99.255",
        "192.168.0.0, 192.168.255.255",
        "198.18.0.0, 198.19.255.255",
        "198.51.100.0, 198.51.100.255",
        "203.0.113.0, 203.0.113.255",
        "224.0.0.0, 255.255.255.255",
        "::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    })
    void aRangeIsRefusedUpToItsEdgesAndNoFurther(String first, String last) throws Exception {
        byte[] low = bytes(first);
        byte[] high = bytes(last);

        assertThat(refused(low)).isTrue();
        assertThat(refused(high)).isTrue();
        assertThat(refused(between(low, high, new Random(7)))).isTrue();
        assertThat(refused(neighbour(low, -1)) && !startsAnotherRange(first)).isFalse();
        assertThat(refused(neighbour(high, 1)) && !endsBeforeAnotherRange(last)).isFalse();
    }

    /** Behind 0.0.0.0 and :: there is nothing; 1fff:… is followed by the public 2000::. */
    private static boolean startsAnotherRange(String first) {
        return first.equals("0.0.0.0") || first.equals("::");
    }

    private static boolean endsBeforeAnotherRange(String last) {
        return last.equals("255.255.255.255") || last.startsWith("ffff:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::200e",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "2a00::5efe:808:808"
            })
    void aPublicAddressIsLetThrough(String address) throws Exception {
        assertThat(guard.resolve(address)).containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "2130706433",
                "10.5",
                "[::1]",
                "::1",
                "[::ffff:127.0.0.1]",
                "::ffff:10.0.0.5",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::10.0.0.5",
                "64:ff9b::127.0.0.1",
                "64:ff9b:1::a00:5",
                "2002:7f00:1::",
                "2002:a00:5::1",
                "2001:0:102:304:0:0:f5ff:fffa",
                "2a00::5efe:a00:5",
                "2a00::200:5efe:7f00:1",
                "fe80::1",
                "fd00:ec2::254",
                "fec0::1",
                "ff02::1",
                "169.254.169.254",
                "::ffff:a9fe:a9fe"
            })
    void aLiteralThatLeadsInsideIsRefusedHoweverItIsWritten(String literal) {
        assertThatExceptionOfType(RefusedTargetException.class).isThrownBy(() -> guard.resolve(literal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "017700000001"})
    void anOddFormIsJudgedByWhatItMeansToTheJvm(String odd) throws Exception {
        try {
            for (InetAddress address : guard.resolve(odd)) {
                assertThat(refused(address.getAddress())).isFalse();
            }
        } catch (UnknownHostException | RefusedTargetException refused) {
            assertThat(refused).hasMessageContaining(odd.substring(0, 3));
        }
    }

    @Test
    void anAddressOfVersion6ThatHoldsOneOfVersion4InTheJdksOwnTypeIsRefused() throws Exception {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xff;
        mapped[11] = (byte) 0xff;
        System.arraycopy(new byte[] {10, 0, 0, 5}, 0, mapped, 12, 4);
        InetAddress address = Inet6Address.getByAddress("sneaky", mapped, 0);

        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> answering(address).resolve("sneaky.example.com"));
    }

    @Test
    void aNameIsRefusedWhenAnyOfItsAddressesIs() throws Exception {
        TargetGuard mixed = answering(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.5"));

        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> mixed.resolve("crm.example.com"))
                .withMessage(
                        "crm.example.com has the address 10.0.0.5, which is in a private network; an integration that"
                                + " was made or moved from outside must not go there.")
                .satisfies(refused -> assertThat(refused.resolution())
                        .isEqualTo("If that is meant, allow it with \"security.allowedNetworks\", or declare the"
                                + " integration in the application."));
    }

    @Test
    void aNetworkThatIsAllowedIsLetThroughAndItsNeighboursAreNot() throws Exception {
        TargetGuard wider = guard.allowing(List.of("10.20.0.0/16", "fd00::/8", "192.168.1.7"));

        assertThat(wider.resolve("10.20.255.1")).hasSize(1);
        assertThat(wider.resolve("fd12::1")).hasSize(1);
        assertThat(wider.resolve("192.168.1.7")).hasSize(1);
        assertThatExceptionOfType(RefusedTargetException.class).isThrownBy(() -> wider.resolve("10.21.0.0"));
        assertThatExceptionOfType(RefusedTargetException.class).isThrownBy(() -> wider.resolve("192.168.1.8"));
    }

    @Test
    void aHostThatIsAllowedMayStandInAPrivateNetworkAndNoOtherMay() throws Exception {
        TargetGuard wider = answering(InetAddress.getByName("10.0.0.5")).allowing(List.of("crm.internal.example.com"));

        assertThat(wider.resolve("CRM.internal.example.com.")).hasSize(1);
        assertThatExceptionOfType(RefusedTargetException.class)
                .isThrownBy(() -> wider.resolve("x.crm.internal.example.com"));
    }

    @Test
    void aHostThatIsAllowedIsNotTheMetadataOfTheCloud() throws Exception {
        TargetGuard wider = answering(InetAddress.getByName("169.254.169.254")).allowing(List.of("crm.example.com"));

        assertThatExceptionOfType(RefusedTargetException.class).isThrownBy(() -> wider.resolve("crm.example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0/33|\"10.0.0.0/33\" is not allowed: behind the slash stands a number from 0 to 32",
                "10.0.0.5/8|\"10.0.0.5/8\" is not allowed: an address with /8 begins with 8 bits and ends with zeros;"
                        + " use 10.0.0.0/8",
                "10.0.0/8|\"10.0.0/8\" is no address; use one such as 10.0.0.0/8, 10.1.2.3 or fd00::/8",
                "10|\"10\" is no address",
                "fd00::/x|\"fd00::/x\" is not allowed: behind the slash stands a number from 0 to 128",
                "http://a.example.com|\"http://a.example.com\" is no address",
                "*.example.com|\"*.example.com\" is no address",
                "''|\"\" is no address"
            })
    void aNetworkThatCannotBeReadIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard.allowing(List.of(text)))
                .withMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "[::1]", "LOCALHOST", "app.localhost", "2130706433", "169.254.169.254", "127.1"})
    void whatIsRefusedForCertainIsRefusedWithoutANameServer(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard.requireAllowed(host))
                .withMessageContaining("security.allowedNetworks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm.example.com", "8.8.8.8", "[2606:4700::1111]", "a:b", ""})
    void whatOnlyANameServerCanTellIsLeftForLater(String host) {
        assertThatNoException().isThrownBy(() -> guard.requireAllowed(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fe80::1%eth0", "[fe80::1%25eth0]", "[2606:4700::1111%1]", "::1%no-such-interface"})
    void aZoneIsRefusedWhetherThisMachineHasItOrNot(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard.allowing(List.of("fe80::/10")).requireAllowed(host))
                .withMessage(
                        "\"" + host + "\" has a zone, which names an interface of one machine; leave out what begins"
                                + " with %, or declare the integration in the application or its file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm.example.com.", "localhost.", "127.0.0.1.", "8.8.8.8.", "a..", "."})
    void aDotAtTheEndIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> guard.requireAllowed(host))
                .withMessage("\"" + host + "\" ends with a dot; leave that out");
    }

    @Test
    void withoutAGuardEverythingIsLetThrough() throws Exception {
        assertThat(TargetGuard.none().resolve("127.0.0.1")).hasSize(1);
        for (String host : List.of("127.0.0.1", "crm.example.com.", "fe80::1%eth0")) {
            assertThatNoException().isThrownBy(() -> TargetGuard.none().requireAllowed(host));
        }
    }

    @Test
    void guardsThatLetTheSameThroughAreEqual() {
        assertThat(guard.allowing(List.of("10.0.0.0/8"))).isEqualTo(guard.allowing(List.of("10.0.0.0/8")));
        assertThat(guard.allowing(List.of("10.0.0.0/8"))).isNotEqualTo(guard);
        assertThat(guard).isNotEqualTo(TargetGuard.none());
    }

    private TargetGuard answering(InetAddress... addresses) {
        return guard.resolvingBy(host -> addresses);
    }

    private boolean refused(byte[] address) {
        return AddressKind.of(address) != null;
    }

    private static byte[] bytes(String address) throws UnknownHostException {
        return InetAddress.getByName(address).getAddress();
    }

    private static byte[] neighbour(byte[] address, int step) {
        return padded(new BigInteger(1, address).add(BigInteger.valueOf(step)).toByteArray(), address.length);
    }

    private static byte[] between(byte[] low, byte[] high, Random random) {
        BigInteger width =
                new BigInteger(1, high).subtract(new BigInteger(1, low)).add(BigInteger.ONE);
        BigInteger offset = new BigInteger(130, random).mod(width);
        return padded(new BigInteger(1, low).add(offset).toByteArray(), low.length);
    }

    private static byte[] padded(byte[] number, int length) {
        byte[] padded = new byte[length];
        for (int index = 1; index <= Math.min(length, number.length); index++) {
            padded[length - index] = number[number.length - index];
        }
        return padded;
    }
}
