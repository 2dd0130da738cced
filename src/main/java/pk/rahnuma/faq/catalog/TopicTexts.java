package pk.rahnuma.faq.catalog;

import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.IcuMessage;

/// A topic in one language.
///
/// @param title for lists and buttons
/// @param answer may use {mode}
/// @param source where the answer is from; empty when the desk speaks of itself
/// @param asked ways to ask for it
public record TopicTexts(String title, IcuMessage answer, String source, List<String> asked) {

    /// @param mode `assistance` or `authority`
    public String formatAnswer(String mode) {
        return answer.format(Map.of("mode", mode));
    }
}
