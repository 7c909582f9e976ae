package io.healthmon.http;

/**
 * Draws a badge: two words on two colours, as one static picture without scripts, styles and fonts of its own.
 *
 * <p>Nobody knows here which font a viewer has, so widths are estimated, and each text is told how long it has to be.
 */
final class Badge {

    private static final int LONGEST = 60;
    private static final int PADDING = 7;
    private static final String NARROW = "iljtfrI.,:;'|!()[] -";
    private static final String WIDE = "mwMWOQGDHNUCA%@&";

    private Badge() {}

    /** Colours on which white text has a contrast of at least 4.5 to 1. */
    enum Colour {
        GREEN("#1a7f37"),
        AMBER("#8a5a00"),
        RED("#c21f2e"),
        GREY("#57606a");

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** Draws a badge; texts are cut to 60 characters and escaped. */
    static String svg(String label, String word, Colour colour) {
        String left = shown(label);
        String right = shown(word);
        int leftText = width(left);
        int rightText = width(right);
        int leftBox = leftText + 2 * PADDING;
        int rightBox = rightText + 2 * PADDING;
        int all = leftBox + rightBox;
        String title = escaped(left + ": " + right);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + all + "\" height=\"20\" viewBox=\"0 0 " + all
                + " 20\" role=\"img\" aria-label=\"" + title + "\"><title>" + title + "</title>"
                + box("M" + leftBox + " 0v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z", "#3b434b")
                + box("M" + leftBox + " 0v20h" + (rightBox - 3) + "a3 3 0 0 0 3-3V3a3 3 0 0 0-3-3z", colour.code())
                + "<g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,Geneva,sans-serif\" font-size=\"11\""
                + " text-anchor=\"middle\">" + text(left, leftBox / 2.0, leftText)
                + text(right, leftBox + rightBox / 2.0, rightText) + "</g></svg>";
    }

    /** No part has an id: of several badges in one page, each would use that of the first. */
    private static String box(String outline, String colour) {
        return "<path d=\"" + outline + "\" fill=\"" + colour + "\"/>";
    }

    private static String text(String text, double middle, int width) {
        return "<text x=\"" + middle + "\" y=\"14\" textLength=\"" + width + "\" lengthAdjust=\"spacingAndGlyphs\">"
                + escaped(text) + "</text>";
    }

    /** Estimates the width of a text in Verdana of 11 pixels. */
    private static int width(String text) {
        double width = 0;
        for (int index = 0; index < text.length(); ) {
            int character = text.codePointAt(index);
            width += width(character);
            index += Character.charCount(character);
        }
        return Math.max(1, (int) Math.ceil(width));
    }

    private static double width(int character) {
        if (NARROW.indexOf(character) >= 0) {
            return 4.3;
        }
        if (WIDE.indexOf(character) >= 0) {
            return 9.2;
        }
        return character >= 0x2e80 ? 11.5 : Character.isUpperCase(character) ? 7.7 : 6.8;
    }

    /** Returns a text that is short enough and has nothing in it that XML has no way to write. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int count = 0;
        for (int index = 0; index < text.length() && count <= LONGEST; count++) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            boolean cut = count == LONGEST - 1 && index < text.length();
            shown.appendCodePoint(cut ? '…' : allowed(character) ? character : '\ufffd');
            if (cut) {
                break;
            }
        }
        return shown.toString();
    }

    private static boolean allowed(int character) {
        boolean lonely = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        boolean reorders = Character.getType(character) == Character.FORMAT;
        return !Character.isISOControl(character) && !lonely && !reorders && (character & 0xfffe) != 0xfffe;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
