package pk.rahnuma.faq.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.IcuMessage;

/// Texts of a topic in one language.
///
/// @param title for lists and buttons
/// @param answer may use {mode}
/// @param more rest of the answer, may use {mode}; null when there is none
/// @param source of the answer; empty when it is about the desk itself
/// @param asked ways to ask for it
public record TopicTexts(
        String title, IcuMessage answer, @Nullable IcuMessage more, String source, List<String> asked) {

    /// The answer in an operating mode.
    ///
    /// @param mode `assistance` or `authority`
    public String formatAnswer(String mode) {
        return answer.format(Map.of("mode", mode));
    }

    /// The rest of the answer in an operating mode; empty when there is none.
    ///
    /// @param mode `assistance` or `authority`
    public String formatMore(String mode) {
        return more == null ? "" : more.format(Map.of("mode", mode)).strip();
    }
}
