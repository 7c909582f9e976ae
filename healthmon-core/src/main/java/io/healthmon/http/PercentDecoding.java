package io.healthmon.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Strict percent-decoding: well-formed UTF-8 without control characters, or a refusal; decoded once, never twice. */
final class PercentDecoding {

    private PercentDecoding() {}

    /** Decodes a segment of a path; refuses what would make another path of it. */
    static String segment(String encoded) {
        String segment = decode(encoded, false);
        if (segment.indexOf('/') >= 0 || segment.indexOf('\\') >= 0) {
            throw ProblemException.badRequest("The path has an encoded slash or a backslash.");
        }
        return segment;
    }

    /** Decodes a name or value of a query, in which a plus sign is a blank. */
    static String parameter(String encoded) {
        return decode(encoded, true);
    }

    private static String decode(String encoded, boolean plusIsBlank) {
        return isPlain(encoded) ? encoded : decodeAll(encoded, plusIsBlank);
    }

    /** Returns whether it stands for itself, as nearly all do. */
    private static boolean isPlain(String encoded) {
        for (int index = 0; index < encoded.length(); index++) {
            char character = encoded.charAt(index);
            if (character <= ' ' || character >= 0x7f || character == '%' || character == '+') {
                return false;
            }
        }
        return true;
    }

    private static String decodeAll(String encoded, boolean plusIsBlank) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int index = 0; index < encoded.length(); index++) {
            char character = encoded.charAt(index);
            if (character == '%') {
                bytes.write(octet(encoded, index));
                index += 2;
            } else if (character > ' ' && character < 0x7f) {
                bytes.write(character == '+' && plusIsBlank ? ' ' : character);
            } else {
                throw ProblemException.badRequest("The address has a character that must be percent-encoded.");
            }
        }
        return text(bytes.toByteArray());
    }

    private static int octet(String encoded, int percent) {
        if (percent + 2 >= encoded.length()
                || !HexFormat.isHexDigit(encoded.charAt(percent + 1))
                || !HexFormat.isHexDigit(encoded.charAt(percent + 2))) {
            throw ProblemException.badRequest("The address has a percent sign without two hexadecimal digits.");
        }
        return HexFormat.fromHexDigits(encoded, percent + 1, percent + 3);
    }

    private static String text(byte[] utf8) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw ProblemException.badRequest("The address is not well-formed UTF-8.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.badRequest("The address has an encoded control character.");
        }
        return text;
    }
}
