package io.healthmon.provider.smtp;

import io.healthmon.alert.AlertKind;
import io.healthmon.alert.Severity;
import io.healthmon.channel.AlertMessage;

/**
 * An alert as HTML that mail programs show alike: a table, styles on each element, nothing fetched from elsewhere. Colours
 * stand on a background that follows the reader's light or dark mode.
 */
final class AlertHtml {

    private static final String RED = "#b3261e";
    private static final String ORANGE = "#9a5b00";
    private static final String GREEN = "#1b6e3c";

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="supported-color-schemes" content="light dark">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; }
            @media (prefers-color-scheme: dark) {
              .page { background: #16181c !important; }
              .card { background: #212429 !important; border-color: #3a3f47 !important; }
              .name, .foot { color: #a9b0ba !important; }
              .value { color: #eceef1 !important; }
              .row { border-color: #3a3f47 !important; }
              a { color: #8ab8ff !important; }
            }
            </style>
            </head>
            <body class="page" style="margin:0;padding:0;background:#f2f3f5">
            <table class="page" role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="background:#f2f3f5">
            <tr><td align="center" style="padding:16px 8px">
            <table class="card" role="presentation" width="100%%" cellpadding="0" cellspacing="0" style="max-width:600px;\
            background:#ffffff;border:1px solid #d5d9de;border-radius:8px;border-collapse:separate;overflow:hidden;\
            font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;text-align:left">
            <tr><td colspan="2" style="padding:14px 18px;background:%2$s;color:#ffffff;font-size:18px;line-height:1.35;\
            font-weight:600;overflow-wrap:anywhere">%1$s</td></tr>
            %3$s\
            <tr><td class="foot" colspan="2" style="padding:12px 18px;color:#5b636e;font-size:12px;line-height:1.5">\
            Sent by healthmon. Alert %4$s</td></tr>
            </table>
            </td></tr>
            </table>
            </body>
            </html>
            """;

    private static final String ROW = """
            <tr><td class="name row" valign="top" style="padding:9px 6px 9px 18px;width:30%%;color:#5b636e;font-size:14px;\
            line-height:1.45;border-bottom:1px solid #e4e7eb">%s</td>\
            <td class="value row" valign="top" style="padding:9px 18px 9px 6px;color:#1c2025;font-size:14px;\
            line-height:1.45;border-bottom:1px solid #e4e7eb;overflow-wrap:anywhere;word-break:break-word;\
            white-space:pre-line">%s</td></tr>
            """;

    private AlertHtml() {}

    static String of(AlertMessage message) {
        StringBuilder rows = new StringBuilder();
        for (AlertMessage.Fact fact : message.facts()) {
            rows.append(ROW.formatted(escaped(fact.name()), value(fact.value())));
        }
        String id = escaped(message.alert().id());
        return PAGE.formatted(escaped(message.subject()), colour(message), rows, id);
    }

    private static String colour(AlertMessage message) {
        if (message.alert().kind() == AlertKind.RECOVERED) {
            return GREEN;
        }
        return message.alert().severity() == Severity.CRITICAL ? RED : ORANGE;
    }

    private static String value(String value) {
        String safe = escaped(value);
        boolean address = value.matches("https?://[^\\s\"'<>]+");
        return address ? "<a href=\"" + safe + "\" style=\"color:#0b57d0\">" + safe + "</a>" : safe;
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(character < ' ' && character != '\n' ? ' ' : character);
            }
        });
        return safe.toString();
    }
}
