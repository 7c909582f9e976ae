package io.healthmon.check;

import io.healthmon.secret.Redactor;

/** Text as it may be kept: redacted, one line of bounded length, without control characters. */
final class BoundedText {

    private BoundedText() {}

    static String of(String text) {
        String bounded = text.length() <= 2 * CheckResult.MAX_TEXT ? text : text.substring(0, 2 * CheckResult.MAX_TEXT);
        String clean = withoutControls(Redactor.standard().redact(bounded));
        return clean.length() <= CheckResult.MAX_TEXT ? clean : clean.substring(0, CheckResult.MAX_TEXT - 1) + "…";
    }

    private static String withoutControls(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isISOControl(text.charAt(index))) {
                return text.replaceAll("\\p{Cntrl}+", " ");
            }
        }
        return text;
    }
}
