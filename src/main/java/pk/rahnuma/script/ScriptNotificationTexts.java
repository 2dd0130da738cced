package pk.rahnuma.script;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.ScriptNames;

/// Writes notices from the texts of the scripts, with buttons below them.
@Singleton
class ScriptNotificationTexts implements NotificationTexts {

    /// Scripts that notices offer for the application that they are about.
    private static final Map<String, String> OFFERED_SCRIPTS =
            Map.of("asked", ScriptNames.SUPPLY, "ends_soon", ScriptNames.RENEW);

    private static final String SHARED_TEXT_PREFIX = ScriptNames.REGISTER_INDIVIDUAL + ".";

    private final ScriptLibrary library;

    ScriptNotificationTexts(ScriptLibrary library) {
        this.library = library;
    }

    @Override
    public Reply writeNotice(String language, String key, Map<String, Object> arguments) {
        String spoken = language == null ? Language.DEFAULT : language;
        Map<String, Object> plain = new HashMap<>();
        arguments.forEach((name, value) -> plain.put(name, formatArgument(spoken, value)));
        String text = library.texts().formatText(spoken, "notices." + key, plain);
        List<List<ReplyButton>> buttons = new ArrayList<>();
        Script offered = OFFERED_SCRIPTS.containsKey(key) ? library.findCurrent(OFFERED_SCRIPTS.get(key)) : null;
        if (offered != null && offered.link() != null) {
            buttons.add(List.of(new ReplyButton(
                    library.texts().formatText(spoken, OFFERED_SCRIPTS.get(key) + ".title"),
                    CommandData.ofLink(offered.link() + "-" + arguments.get("reference")))));
        }
        if (library.findCurrent(ScriptNames.MY_REGISTRATIONS) != null) {
            buttons.add(List.of(new ReplyButton(
                    library.texts().formatText(spoken, ScriptNames.MY_REGISTRATIONS + ".title"),
                    CommandData.ofScript(ScriptNames.MY_REGISTRATIONS))));
        }
        buttons.add(List.of(
                new ReplyButton(library.texts().formatText(spoken, "engine.button.status"), "!status"),
                new ReplyButton(library.texts().formatText(spoken, "engine.button.menu"), "!menu")));
        if (arguments.get("whom") instanceof String whom && !whom.isEmpty()) {
            text = library.texts().formatText(spoken, "notices.whom", Map.of("whom", whom)) + "\n" + text;
        }
        if (arguments.containsKey("lines")) {
            text = text.strip() + "\n" + library.texts().formatText(spoken, "notices.lines", plain);
        }
        return NamedControls.renderNotice(library, spoken, text.strip(), buttons);
    }

    @Override
    public List<ReplyButton> answerButtons(String language, String name) {
        String spoken = language == null ? Language.DEFAULT : language;
        Script script = library.findCurrent(name);
        if (script == null
                || script.link() == null
                || !(script.steps().getFirst() instanceof ScriptStep.Question question)
                || !(question.options() instanceof ScriptStep.Options.Fixed options)) {
            return List.of();
        }
        return library
                .texts()
                .fixedOptions(
                        spoken,
                        question.texts(),
                        options,
                        key -> library.texts().formatText(spoken, key))
                .stream()
                .map(option ->
                        new ReplyButton(option.label(), CommandData.ofLink(script.link() + "-" + option.value())))
                .toList();
    }

    private Object formatArgument(String language, Object value) {
        if (value == null) {
            return "";
        }
        return switch (value) {
            case Instant time -> Date.from(time);
            case Labels labels -> formatLabels(language, labels);
            case Collection<?> codes -> library.texts().codesInWords(language, codes);
            default -> value;
        };
    }

    /// Questions that forms share have their label in the first form.
    private String formatLabels(String language, Labels labels) {
        return labels.names().stream()
                .map(name -> Stream.of(
                                labels.script() + "." + name + ".label",
                                SHARED_TEXT_PREFIX + name + ".label",
                                "values." + name)
                        .filter(library.texts()::hasText)
                        .findFirst()
                        .map(key -> library.texts().formatText(language, key))
                        .orElse(name.replace('_', ' ')))
                .collect(Collectors.joining(Language.listSeparator(language)));
    }
}
