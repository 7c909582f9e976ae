package io.healthmon.provider.document;

import io.healthmon.provider.http.HttpAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer holds as JSON, read for a few words of it: where it breaks rules that matter only to whoever reads all of it
 * (a name twice, a number of a thousand digits, half a character, an endless name), the rest of it is read all the same.
 *
 * @param value the document in plain values; null where it cannot be read, or is null
 * @param unreadable why it cannot be read, as the end of a sentence that begins with the answer
 * @since 0.1
 */
public record Document(@Nullable Object value, Optional<String> unreadable) {

    /** Reads the body of an answer. */
    public static Document of(HttpAnswer answer) {
        Optional<String> unreadable = answer.unreadable();
        if (unreadable.isEmpty()) {
            return new Document(answer.json(), unreadable);
        }
        boolean otherwise =
                answer.encoding().isPresent() || answer.cut() || answer.text().isBlank() || answer.isHtml();
        return otherwise ? new Document(null, unreadable) : of(answer.text());
    }

    private static Document of(String text) {
        try {
            return new Document(ForeignJson.read(text), Optional.empty());
        } catch (UnreadableException broken) {
            return new Document(null, Optional.of(String.valueOf(broken.getMessage())));
        }
    }
}
