package io.healthmon.http;

import java.util.List;
import java.util.Locale;

/** What a caller would like to be sent, by its {@code Accept} header; what cannot be read is no wish. */
final class Accept {

    private final String header;

    private Accept(String header) {
        this.header = header;
    }

    static Accept of(ApiRequest request) {
        List<String> headers = request.headers().all("Accept");
        return new Accept(String.join(",", headers).toLowerCase(Locale.ROOT));
    }

    /** Returns whether the caller takes the media type at all. */
    boolean takes(String mediaType) {
        return header.isBlank() || quality(mediaType) > 0;
    }

    /** Returns whether the caller names the media type and likes it at least as much as the other one. */
    boolean prefers(String mediaType, String other) {
        return header.contains(mediaType) && quality(mediaType) > 0 && quality(mediaType) >= quality(other);
    }

    /** Returns the weight that the most specific range gives to a media type. */
    private double quality(String mediaType) {
        String family = mediaType.substring(0, mediaType.indexOf('/')) + "/*";
        double best = 0;
        int closest = -1;
        for (String range : header.split(",", -1)) {
            String[] parts = range.split(";", -1);
            String wanted = parts[0].trim();
            int closeness = wanted.equals(mediaType) ? 2 : wanted.equals(family) ? 1 : wanted.equals("*/*") ? 0 : -1;
            if (closeness > closest) {
                closest = closeness;
                best = weight(parts);
            }
        }
        return best;
    }

    private static double weight(String[] parts) {
        for (int index = 1; index < parts.length; index++) {
            String parameter = parts[index].trim();
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=[01](\\.[0-9]{0,3})?") ? Double.parseDouble(parameter.substring(2)) : 1;
            }
        }
        return 1;
    }
}
