package pk.rahnuma.web.apply;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/// Part of the list of answers that is checked before sending.
///
/// @param title empty for questions outside of all parts
/// @param rows at least one
public record ReviewSection(String title, List<Row> rows) {

    /// A question with its answer.
    ///
    /// @param path behind that of the form
    /// @param value null when it is not answered
    /// @param file id of the file that is the answer; null for other answers
    public record Row(
            String path,
            String label,
            @Nullable String value,
            @Nullable String file) {}
}
