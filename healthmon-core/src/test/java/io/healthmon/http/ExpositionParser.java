package io.healthmon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads metrics as Prometheus does, and takes nothing that the format does not allow: each family once and with its samples
 * together, HELP before TYPE before samples, names and labels as they may be, no sample twice.
 */
final class ExpositionParser {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"");

    private final boolean open;
    private final Set<String> families = new HashSet<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<Sample, Double> samples = new LinkedHashMap<>();
    private String family = "";
    private boolean typed;

    private ExpositionParser(boolean open) {
        this.open = open;
    }

    /** Reads the format 0.0.4. */
    static ExpositionParser text(String text) {
        return new ExpositionParser(false).read(text);
    }

    /** Reads OpenMetrics, without its end if that is there. */
    static ExpositionParser openMetrics(String text) {
        assertThat(text).endsWith("\n# EOF\n");
        return new ExpositionParser(true).read(text.substring(0, text.length() - "# EOF\n".length()));
    }

    private ExpositionParser read(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            if (line.startsWith("# HELP ")) {
                begin(line.substring(7).split(" ", 2));
            } else if (line.startsWith("# TYPE ")) {
                type(line.substring(7).split(" ", -1));
            } else {
                sample(line);
            }
        }
        return this;
    }

    private void begin(String[] nameAndHelp) {
        assertThat(nameAndHelp).hasSize(2);
        assertThat(nameAndHelp[0]).matches(NAME);
        assertThat(families.add(nameAndHelp[0])).as(nameAndHelp[0] + " is new").isTrue();
        family = nameAndHelp[0];
        typed = false;
    }

    private void type(String[] nameAndType) {
        assertThat(nameAndType).hasSize(2);
        assertThat(nameAndType[0]).isEqualTo(family);
        assertThat(nameAndType[1]).isIn(open ? List.of("gauge", "counter", "info") : List.of("gauge", "counter"));
        types.put(family, nameAndType[1]);
        typed = true;
    }

    private void sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        assertThat(typed).as("a type before %s", line).isTrue();
        String name = matcher.group(1);
        String type = types.get(family);
        String suffix = !open ? "" : type.equals("counter") ? "_total" : type.equals("info") ? "_info" : "";
        assertThat(name).isEqualTo(family + suffix);
        if (type.equals("counter")) {
            assertThat(name).endsWith("_total");
        }
        double value = number(matcher.group(3));
        String labels = matcher.group(2);
        Sample sample = new Sample(name, labels == null ? Map.of() : labels(labels));
        assertThat(samples.put(sample, value)).as("once: %s", line).isNull();
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher matcher = LABEL.matcher(text);
        int end = 0;
        while (matcher.find()) {
            assertThat(text.substring(end, matcher.start())).isEqualTo(end == 0 ? "" : ",");
            assertThat(labels.put(matcher.group(1), unescaped(matcher.group(2))))
                    .isNull();
            end = matcher.end();
        }
        assertThat(end).as(text).isEqualTo(text.length());
        return labels;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\\') {
                index++;
                plain.append(text.charAt(index) == 'n' ? '\n' : text.charAt(index));
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }

    /** Returns the type of a family. */
    String typeOf(String name) {
        return types.get(name);
    }

    /** Returns the value of the sample with a name and exactly these labels. */
    double value(String name, String... labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int index = 0; index < labels.length; index += 2) {
            map.put(labels[index], labels[index + 1]);
        }
        Double value = samples.get(new Sample(name, map));
        assertThat(value).as("%s %s", name, map).isNotNull();
        return value;
    }

    /** Returns the labels of all samples with a name. */
    List<Map<String, String>> labelsOf(String name) {
        List<Map<String, String>> all = new ArrayList<>();
        samples.keySet().stream().filter(sample -> sample.name.equals(name)).forEach(sample -> all.add(sample.labels));
        return all;
    }

    private record Sample(String name, Map<String, String> labels) {}
}
