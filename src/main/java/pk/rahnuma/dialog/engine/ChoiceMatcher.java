package pk.rahnuma.dialog.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.EditDistance;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the button that a typed text names, by its label in any language or by its place.
final class ChoiceMatcher {

    /// Minimum letters of a label that may have a typing error.
    private static final int MIN_LENGTH = 6;

    private final ScriptLibrary library;
    private final ScriptTexts texts;

    ChoiceMatcher(ScriptLibrary library) {
        this.library = library;
        this.texts = library.texts();
    }

    /// @param choices data of the buttons, in their order
    Optional<CommandData> findChoice(List<String> choices, Utterance text) {
        if (choices.isEmpty() || text.isEmpty()) {
            return Optional.empty();
        }
        Utterance said = text.withoutFillers();
        List<CommandData> buttons = choices.stream()
                .map(CommandData::parseData)
                .filter(Objects::nonNull)
                .toList();
        return findByPlace(buttons, said)
                .or(() -> findOnly(buttons, label -> label.equals(said.key())))
                .or(() -> findOnly(buttons, label -> isMistyped(label, said.key())));
    }

    /// The place counts only among scripts and commands: the button of a notice may decide something for good.
    private static Optional<CommandData> findByPlace(List<CommandData> buttons, Utterance said) {
        boolean decides = buttons.stream().anyMatch(button -> button.word().equals(CommandData.LINK_WORD));
        String ordinal = said.sense(Sense.ORDINAL);
        String place = ordinal == null ? said.key() : ordinal;
        boolean number = !decides && place.length() == 1 && place.charAt(0) >= '1' && place.charAt(0) <= '9';
        return number ? buttons.stream().skip(place.charAt(0) - '1').findFirst() : Optional.empty();
    }

    private Optional<CommandData> findOnly(List<CommandData> buttons, Predicate<String> matches) {
        List<CommandData> found = buttons.stream()
                .filter(button -> labelsOf(button).stream().anyMatch(matches))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean isMistyped(String label, String typed) {
        String meant = label.replace(" ", "");
        String joined = typed.replace(" ", "");
        return Math.min(meant.length(), joined.length()) >= MIN_LENGTH
                && (meant.equals(joined) || EditDistance.differsByOneEdit(joined, meant));
    }

    /// Labels in all languages, as comparison keys; empty for the button of something that cannot be named.
    private List<String> labelsOf(CommandData button) {
        return switch (button.word()) {
            case CommandData.START_WORD -> texts.wordingKeys(button.argument() + ".title", "");
            case CommandData.LANGUAGE_WORD -> texts.wordingKeys("engine.languages." + button.argument(), "");
            case CommandData.LINK_WORD -> linkLabels(button.argument());
            default -> texts.wordingKeys("engine.button." + button.word(), "");
        };
    }

    /// Labels of the button of a link whose script names its decisions: `admit-approve-…`.
    private List<String> linkLabels(String link) {
        String[] parts = link.split("-");
        Script script = library.forLink(parts[0]);
        return script == null || parts.length == 1
                ? List.of()
                : texts.wordingKeys(script.name() + ".links." + parts[1], script.name() + ".link_words." + parts[1]);
    }
}
