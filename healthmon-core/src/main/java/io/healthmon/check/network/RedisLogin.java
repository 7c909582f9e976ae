package io.healthmon.check.network;

import io.healthmon.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who signs in to Redis.
 *
 * @param user the user, or null for the default one
 * @param password the password
 */
record RedisLogin(@Nullable String user, Secret password) {

    /** Returns the command that signs in, as the protocol has it. */
    byte[] command() {
        List<String> words = new ArrayList<>(List.of("AUTH"));
        if (user != null) {
            words.add(user);
        }
        words.add(password.reveal());
        return command(words.toArray(String[]::new));
    }

    /** Returns a command as the protocol has it: an array of strings, each behind its length. */
    static byte[] command(String... words) {
        StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
        Arrays.stream(words)
                .forEach(word -> command.append('$')
                        .append(word.getBytes(StandardCharsets.UTF_8).length)
                        .append("\r\n")
                        .append(word)
                        .append("\r\n"));
        return command.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "RedisLogin";
    }
}
