package io.healthmon.egress;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an address is for: a pure function of its bytes.
 *
 * <p>Of version 6 nothing is public but what is handed out to the public, 2000::/3, and addresses that hold one of
 * version 4 are what that one is.
 */
final class AddressKind {

    private static final SpecialRange[] RANGES = SpecialRange.values();
    private static final int LENGTH_4 = 4;

    /** Handed out to the public; everything else is for something special, or for nothing yet. */
    private static final Network GLOBAL = Network.parse("2000::/3");

    /** Behind the prefix: the address of version 4. */
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private static final Network TRANSLATED = Network.parse("64:ff9b::/96");
    private static final Network COMPATIBLE = Network.parse("::/96");

    private AddressKind() {}

    /** Returns the special range of an address, or null for one that is public. */
    static @Nullable SpecialRange of(byte[] address) {
        for (SpecialRange range : RANGES) {
            if (range.contains(address)) {
                return range;
            }
        }
        return address.length == LENGTH_4 ? null : ofVersion6(address);
    }

    private static @Nullable SpecialRange ofVersion6(byte[] address) {
        if (isMapped(address) || TRANSLATED.contains(address) || COMPATIBLE.contains(address)) {
            SpecialRange held = held(address, 12);
            // why: only translation is in use; what is mapped or compatible never comes from a public service.
            return held == null && !TRANSLATED.contains(address) ? SpecialRange.RESERVED : held;
        }
        if (SIX_TO_FOUR.contains(address)) {
            return held(address, 2);
        }
        if (!GLOBAL.contains(address)) {
            return SpecialRange.RESERVED;
        }
        return isIsatap(address) ? held(address, 12) : null;
    }

    private static @Nullable SpecialRange held(byte[] address, int from) {
        return of(Arrays.copyOfRange(address, from, from + LENGTH_4));
    }

    /** {@code ::ffff:10.0.0.5}, which the JDK hands out as an address of version 4 only when it parses a text. */
    private static boolean isMapped(byte[] address) {
        for (int index = 0; index < 10; index++) {
            if (address[index] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xff && address[11] == (byte) 0xff;
    }

    /** An interface of the tunnels of RFC 5214, such as {@code …:0:5efe:10.0.0.5}. */
    private static boolean isIsatap(byte[] address) {
        return (address[8] & ~0x03) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == (byte) 0xfe;
    }
}
