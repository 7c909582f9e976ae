package io.healthmon.json;

import io.healthmon.secret.Redactor;
import io.healthmon.settings.SettingException;
import io.healthmon.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings from a JSON document.
 *
 * <p>In every text of the document {@code ${NAME}} stands for the variable of that name in the environment, and
 * {@code ${NAME:default}} for the variable or, where it is not set, for the default; {@code $${NAME}} is the plain text
 * {@code ${NAME}}. A variable that is set to an empty text is set. What a variable holds is taken as it is. Names are
 * not expanded, only values.
 *
 * @since 0.1
 */
public final class JsonSettings {

    private JsonSettings() {}

    /**
     * Reads settings from a file.
     *
     * @param file a JSON object in UTF-8, at most {@value Json#MAX_BYTES} bytes
     * @param environment where variables come from, usually {@link System#getenv()}
     * @throws SettingException if the file cannot be read or is not allowed JSON, naming the file, the line and the
     *     column; or if a variable is not set, naming the path of the setting
     */
    public static Settings read(Path file, Map<String, String> environment) {
        try {
            return parse(bytes(file), environment);
        } catch (JsonException malformed) {
            SettingException refused = new SettingException(file.toString(), String.valueOf(malformed.getMessage()));
            refused.initCause(malformed);
            throw refused;
        }
    }

    /**
     * Reads settings from a document.
     *
     * @param utf8 a JSON object
     * @param environment where variables come from
     * @throws JsonException if it is not allowed JSON
     * @throws SettingException if a variable is not set, naming the path of the setting
     */
    public static Settings parse(byte[] utf8, Map<String, String> environment) {
        Map<String, @Nullable Object> document = Json.readObject(utf8);
        Variables variables = new Variables(environment);
        Map<String, @Nullable Object> expanded = variables.expandAll(document);
        return Settings.of(expanded, Redactor.standard().with(variables.secrets()));
    }

    private static byte[] bytes(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingException(file.toString(), "is a directory; give the file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Json.MAX_BYTES + 1);
            if (new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.UTF_8).isBlank()) {
                throw new SettingException(file.toString(), "is empty; write settings such as {\"integrations\": []}");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw unreadable(file, "there is no such file; check the path", missing);
        } catch (AccessDeniedException denied) {
            throw unreadable(file, "may not be read by this user; check its permissions", denied);
        } catch (IOException failure) {
            throw unreadable(file, "cannot be read: " + failure.getMessage(), failure);
        }
    }

    private static SettingException unreadable(Path file, String problem, IOException cause) {
        SettingException refused = new SettingException(file.toString(), problem);
        refused.initCause(cause);
        return refused;
    }
}
