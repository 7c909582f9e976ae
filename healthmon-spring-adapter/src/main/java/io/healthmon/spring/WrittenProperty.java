package io.healthmon.spring;

import java.util.List;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;

/**
 * A property below {@code healthmon} as somebody wrote it.
 *
 * @param steps the way to it below the prefix: names as the readers of settings know them, and indices
 * @param property what Spring Boot knows of it
 */
record WrittenProperty(List<Object> steps, ConfigurationProperty property) {

    /** Returns the path by which the messages of {@link io.healthmon.settings.Settings} call it. */
    String path() {
        StringBuilder path = new StringBuilder(HealthmonProperties.PREFIX);
        for (Object step : steps) {
            if (step instanceof Integer index) {
                path.append('[').append(index).append(']');
            } else {
                path.append('.').append(step);
            }
        }
        return path.toString();
    }

    /** Returns whether it is a list of words, which may stand in one text with commas. */
    boolean isList() {
        int last = steps.size() - 1;
        boolean free = last > 0 && SettingNames.isFree(String.valueOf(steps.get(last - 1)));
        return !free && SettingNames.isList(String.valueOf(steps.get(last)));
    }

    /** Returns its name as it stands in the file, the environment or the command line. */
    String written() {
        Origin origin = property.getOrigin();
        return origin instanceof PropertySourceOrigin source
                ? source.getPropertyName()
                : property.getName().toString();
    }

    /** Returns where it stands, for people. */
    String place() {
        Origin origin = property.getOrigin();
        return origin == null ? "the environment" : origin.toString();
    }
}
