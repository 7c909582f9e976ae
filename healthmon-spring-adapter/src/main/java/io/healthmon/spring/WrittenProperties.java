package io.healthmon.spring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Finds the properties below {@code healthmon} in all places that Spring Boot knows, those that win first. */
final class WrittenProperties {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(HealthmonProperties.PREFIX);

    /** Groups that an environment variable may add to; others of its names may be meant for somebody else. */
    private static final Set<String> KNOWN = Set.of(
            "alerts",
            "application",
            "channels",
            "checks",
            "concurrency",
            "defaults",
            "enabled",
            "integrations",
            "limits",
            "metrics",
            "retention",
            "secrets",
            "security",
            "server",
            "store");

    /** What Kubernetes sets in every pod where a service is called {@code healthmon-server} or the like. */
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_.+)?)");

    private static final Pattern ADDRESS_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

    private static final int MOST_WORDS = 3;

    /** The first spelling of each name that is the user's own; others of the same letters mean the same. */
    private final Map<String, String> spellings = new HashMap<>();

    private final List<WrittenProperty> found = new ArrayList<>();

    private WrittenProperties() {}

    static List<WrittenProperty> in(Environment environment) {
        WrittenProperties properties = new WrittenProperties();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            properties.look(source);
        }
        return properties.found;
    }

    private void look(ConfigurationPropertySource source) {
        if (source instanceof IterableConfigurationPropertySource names) {
            boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
            try (Stream<ConfigurationPropertyName> all = names.stream()) {
                all.filter(PREFIX::isAncestorOf).forEach(name -> {
                    ConfigurationProperty property = source.getConfigurationProperty(name);
                    if (property != null) {
                        add(new WrittenProperty(steps(name, variables), property), variables);
                    }
                });
            }
        }
    }

    private void add(WrittenProperty property, boolean variable) {
        if (!variable || isMeantForUs(property)) {
            found.add(property);
        }
    }

    private static boolean isMeantForUs(WrittenProperty property) {
        String name = property.written();
        String value = String.valueOf(property.property().getValue());
        boolean service = OF_A_SERVICE.matcher(name).matches()
                || (name.endsWith("_PORT")
                        && ADDRESS_OF_A_SERVICE.matcher(value).matches());
        return KNOWN.contains(String.valueOf(property.steps().get(0))) && !service;
    }

    private List<Object> steps(ConfigurationPropertyName name, boolean variable) {
        List<Object> steps = new ArrayList<>();
        int at = PREFIX.getNumberOfElements();
        while (at < name.getNumberOfElements()) {
            String group = steps.isEmpty() ? "" : String.valueOf(steps.get(steps.size() - 1));
            boolean free = SettingNames.isFree(group);
            int words = variable && !free ? words(name, at) : 1;
            steps.add(
                    name.isNumericIndex(at)
                            ? Integer.valueOf(name.getElement(at, Form.ORIGINAL))
                            : text(name, at, words, group));
            at += words;
        }
        return steps;
    }

    private Object text(ConfigurationPropertyName name, int at, int words, String group) {
        if (words > 1) {
            return SettingNames.canonical(String.join("", elements(name, at, words)));
        }
        String written = name.getElement(at, Form.ORIGINAL);
        if (!SettingNames.isFree(group)) {
            return SettingNames.canonical(written);
        }
        boolean relaxed = group.equals("checks") || group.equals("channels");
        return relaxed
                ? spellings.computeIfAbsent(group + "." + SettingNames.letters(written), first -> written)
                : written;
    }

    /** Returns how many elements are one name: {@code HEALTHMON_SECURITY_CRON_SECRET} looks like one more group. */
    private static int words(ConfigurationPropertyName name, int at) {
        int most = Math.min(MOST_WORDS, name.getNumberOfElements() - at);
        for (int words = most; words > 1; words--) {
            if (SettingNames.isOneName(elements(name, at, words))) {
                return words;
            }
        }
        return 1;
    }

    private static List<String> elements(ConfigurationPropertyName name, int at, int count) {
        List<String> elements = new ArrayList<>();
        for (int element = at; element < at + count; element++) {
            elements.add(name.getElement(element, Form.UNIFORM));
        }
        return elements;
    }
}
