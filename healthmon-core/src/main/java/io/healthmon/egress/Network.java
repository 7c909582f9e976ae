package io.healthmon.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Addresses that begin alike; compared by value. */
final class Network {

    private static final int BITS_OF_A_BYTE = 8;

    /** The first of them: 4 or 16 bytes, of which those behind the beginning are 0. */
    private final byte[] first;

    private final int bits;

    private Network(byte[] first, int bits) {
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads {@code 10.0.0.0/8}, or a single address.
     *
     * @throws IllegalArgumentException if it is neither; the message is the end of a sentence that begins with the text
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
        int most = address.length * BITS_OF_A_BYTE;
        String length = slash < 0 ? Integer.toString(most) : text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > most) {
            throw new IllegalArgumentException(
                    "is not allowed: behind the slash stands a number from 0 to " + most + ", as in 10.0.0.0/8");
        }
        int bits = Integer.parseInt(length);
        byte[] first = beginning(address, bits);
        if (!Arrays.equals(first, address)) {
            throw new IllegalArgumentException("is not allowed: an address with /" + bits + " begins with " + bits
                    + " bits and ends with zeros; use " + shown(first) + "/" + bits);
        }
        return new Network(first, bits);
    }

    /** Returns whether the text is an address rather than a name, so that no name server is asked for it. */
    static boolean isLiteral(String text) {
        return text.indexOf(':') >= 0 || text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static byte[] literal(String text) {
        if (isLiteral(text) && text.indexOf('%') < 0) {
            try {
                return InetAddress.getByName(text).getAddress();
            } catch (UnknownHostException unreadable) {
                throw notAnAddress(unreadable);
            }
        }
        throw notAnAddress(null);
    }

    private static IllegalArgumentException notAnAddress(@Nullable UnknownHostException cause) {
        return new IllegalArgumentException("is no address; use one such as 10.0.0.0/8, 10.1.2.3 or fd00::/8", cause);
    }

    private static byte[] beginning(byte[] address, int bits) {
        byte[] first = new byte[address.length];
        for (int bit = 0; bit < bits; bit++) {
            int place = bit / BITS_OF_A_BYTE;
            first[place] |= (byte) (address[place] & (0x80 >> (bit % BITS_OF_A_BYTE)));
        }
        return first;
    }

    /** Returns whether the address is one of them; never one of the other version. */
    boolean contains(byte[] address) {
        return address.length == first.length && Arrays.equals(beginning(address, bits), first);
    }

    private static String shown(byte[] address) {
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && bits == that.bits && Arrays.equals(first, that.first);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(first) * 31 + bits;
    }

    @Override
    public String toString() {
        return shown(first) + "/" + bits;
    }
}
