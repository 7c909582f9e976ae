package io.healthmon.examples;

import io.healthmon.settings.SettingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the command line.
 *
 * @param file the configuration file, or null when none is named
 * @param help whether only the help is wanted
 * @param debug whether an error is shown with its stack trace
 */
record Arguments(@Nullable String file, boolean help, boolean debug) {

    static Arguments parse(List<String> arguments) {
        String file = null;
        for (String argument : arguments) {
            if (!isOption(argument)) {
                if (file != null || argument.isBlank()) {
                    throw new SettingException("argument \"" + argument + "\" is not allowed; name at most one file");
                }
                file = argument;
            }
        }
        boolean help = arguments.contains("--help") || arguments.contains("-h");
        return new Arguments(file, help, arguments.contains("--debug"));
    }

    private static boolean isOption(String argument) {
        if (argument.startsWith("-") && !List.of("--help", "-h", "--debug").contains(argument)) {
            throw new SettingException("argument \"" + argument + "\" is unknown; use [--help] [--debug] [FILE]");
        }
        return argument.startsWith("-");
    }
}
