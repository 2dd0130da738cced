package pk.rahnuma.faq.catalog;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Map;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.IcuMessage;

/// Texts of a topic in one language.
///
/// @param title for lists and buttons
/// @param answer may use the names of [DeskIdentity#ARGUMENTS]
/// @param more rest of the answer, may use the same names; null when there is none
/// @param source of the answer; empty when it is about the desk itself
/// @param asked ways to ask for it
public record TopicTexts(
        String title, IcuMessage answer, @Nullable IcuMessage more, String source, List<String> asked) {

    /// The answer of a desk.
    public String formatAnswer(DeskIdentity desk) {
        return answer.format(desk.textArguments());
    }

    /// The whole answer of an assistance desk, without a word about its operator: these are no words of the subject.
    public String formatForTraining() {
        Map<String, Object> arguments = Map.of("mode", "assistance", "run_by", "", "operator_name", "");
        return answer.format(arguments) + " "
                + (more == null ? "" : more.format(arguments).strip());
    }

    /// The rest of the answer of a desk; empty when there is none.
    public String formatMore(DeskIdentity desk) {
        return more == null ? "" : more.format(desk.textArguments()).strip();
    }
}
