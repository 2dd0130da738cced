package pk.rahnuma.faq.catalog;

import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.IcuMessage;

/// Texts of a topic in one language.
///
/// @param title for lists and buttons
/// @param answer may use {mode}
/// @param source of the answer; empty when it is about the desk itself
/// @param asked ways to ask for it
public record TopicTexts(String title, IcuMessage answer, String source, List<String> asked) {

    /// The answer in an operating mode.
    ///
    /// @param mode `assistance` or `authority`
    public String formatAnswer(String mode) {
        return answer.format(Map.of("mode", mode));
    }
}
