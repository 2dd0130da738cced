package pk.rahnuma.dialog.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ActionType;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Language;

/// Renders the texts of one session at its current journey.
public final class SessionTextRenderer {

    private final ScriptTexts texts;
    private final Script script;
    private final Session session;
    private final Journey journey;
    private final EngineContext context;
    /// Step of the last button, and the prefix of its data.
    private ScriptStep tappedStep;
    private String taps;

    public SessionTextRenderer(ScriptTexts texts, Journey journey) {
        this.texts = texts;
        this.script = journey.script();
        this.session = journey.session();
        this.journey = journey;
        this.context = journey.context();
    }

    /// Text of the script or the engine, with all values of the session as arguments.
    public String formatText(String key, Map<String, Object> more) {
        return texts.formatText(context.language(), key, name -> resolveArgument(name, more));
    }

    /// @return null when the text has to resolve it
    private Object resolveArgument(String name, Map<String, Object> more) {
        if (more.containsKey(name)) {
            return more.get(name);
        }
        if (name.endsWith(ScriptTexts.GIVEN_SUFFIX)) {
            String base = name.substring(0, name.length() - ScriptTexts.GIVEN_SUFFIX.length());
            if (script.named().get(base) instanceof ScriptStep.Question) {
                return valueOf(base) == null ? "no" : "yes";
            }
            return null;
        }
        if (name.endsWith(ScriptTexts.IN_WORDS_SUFFIX)) {
            String base = name.substring(0, name.length() - ScriptTexts.IN_WORDS_SUFFIX.length());
            return texts.codesInWords(context.language(), resolveArgument(base, more));
        }
        return resolveArgument(name);
    }

    Journey journey() {
        return journey;
    }

    public String formatText(String key) {
        return formatText(key, Map.of());
    }

    /// Text that is not required; empty when there is none.
    public String formatOptionalText(String key) {
        return texts.hasText(key) ? formatText(key) : "";
    }

    private Object resolveArgument(String name) {
        switch (name) {
            case "mode", "run_by", "operator_name" -> {
                return context.desk().findArgument(name);
            }
            case "channel" -> {
                return context.channel();
            }
            case "today" -> {
                return Date.from(context.now());
            }
            default -> {}
        }
        if (script.named().get(name) instanceof ScriptStep.Question question) {
            return formatAnswer(question, name);
        }
        if (name.endsWith("_value")
                && script.named().get(name.substring(0, name.length() - 6)) instanceof ScriptStep.Question question) {
            return Objects.requireNonNullElse(valueOf(question.name()), "");
        }
        if (name.endsWith("_count")
                && script.named().get(name.substring(0, name.length() - 6)) instanceof ScriptStep.Repeat repeat) {
            return session.itemsOf(repeat.name()).size();
        }
        for (int i = name.indexOf('_'); i > 0; i = name.indexOf('_', i + 1)) {
            if (script.named().get(name.substring(0, i)) instanceof ScriptStep.Call call) {
                String component = name.substring(i + 1);
                ActionType.Component described =
                        call.action().resultComponents().get(component);
                if (described != null) {
                    return toArgument(journey.resultComponent(call.name(), component), described.time());
                }
            }
        }
        return "";
    }

    private static Object toArgument(Object value, boolean time) {
        return time && value instanceof String iso && !iso.isEmpty() ? Date.from(Instant.parse(iso)) : value;
    }

    /// Value of an answer; null when it was not given.
    private Object valueOf(String key) {
        StoredAnswer answer = journey.answerFor(key);
        return answer == null ? null : answer.value();
    }

    /// Answer as others may see it who read along; the text for "not given" when skipped.
    public String formatAnswer(ScriptStep.Question question, String key) {
        Object value = valueOf(key);
        return value == null ? formatText("engine.not_given") : formatMaskedValue(question, value);
    }

    public String formatMaskedValue(ScriptStep.Question question, Object value) {
        FieldContext ask = fieldContext(question, null);
        return question.masked()
                ? isolateValue(question.type().maskValue(value, ask))
                : formatFullValue(question, value);
    }

    /// Answer in full, for the person whose it is; the text for "not given" when skipped.
    public String formatFullAnswer(ScriptStep.Question question, String key) {
        StoredAnswer answer = journey.answerFor(key);
        if (answer == null || answer.value() == null) {
            return formatText("engine.not_given");
        }
        return answer.early() ? formatText("engine.early_file_shown") : formatFullValue(question, answer.value());
    }

    String formatFullValue(ScriptStep.Question question, Object value) {
        return isolateValue(question.type().formatValue(value, fieldContext(question, null)));
    }

    /// Value that the current question suggests, as its type reads it; null when it has none that its checks let pass.
    public Object suggestedValue(ScriptStep.Question question) {
        String text = journey.suggestedValue(journey.currentStep());
        return !text.isEmpty()
                        && question.type().parseAnswer(text, fieldContext(question, null))
                                instanceof FieldParseResult.Accepted accepted
                        && journey.firstFailedCheck(journey.currentStep(), accepted.value(), false) == null
                ? accepted.value()
                : null;
    }

    /// Label of the button with the suggested value; empty when there is none.
    public String formatSuggestion(ScriptStep.Question question) {
        Object value = suggestedValue(question);
        if (value == null) {
            return "";
        }
        String shown = formatMaskedValue(question, value);
        String key = question.texts() + ".suggest";
        return texts.hasText(key) ? formatText(key, Map.of("value", shown)) : shown;
    }

    /// Line that shows a value found in a sentence, as others may see it who read along.
    public String formatTaken(ScriptStep.Question question, Object value) {
        return formatText(
                "engine.taken", Map.of("label", formatLabel(question), "value", formatMaskedValue(question, value)));
    }

    /// Isolates a value: between Urdu words the groups of a number would be reordered (Unicode annex 9, isolates).
    String isolateValue(String shown) {
        return Language.isRightToLeft(context.language()) ? "\u2068" + shown + "\u2069" : shown;
    }

    /// Context that the field type may read.
    public FieldContext fieldContext(ScriptStep.Question question, Object partial) {
        return new FieldContext(
                question.properties(),
                resolveOptions(question),
                context.language(),
                context.today(),
                partial,
                texts.lexicon());
    }

    private OptionList resolveOptions(ScriptStep.Question question) {
        if (question.options() == null) {
            return OptionList.EMPTY;
        }
        return switch (question.options()) {
            case ScriptStep.Options.Fixed fixed -> fixedOptions(question, fixed);
            case ScriptStep.Options.From from -> {
                List<Option> options = new ArrayList<>();
                int position = 0;
                for (Object item : (List<?>) journey.resultComponent(from.call(), from.component())) {
                    Object value = item instanceof Map<?, ?> map ? map.get(from.value()) : item;
                    String label = formatText(
                            question.texts() + ".option",
                            itemArguments(from.call(), from.component(), item, ++position));
                    options.add(new Option(
                            String.valueOf(value), label, findAlternatives(question, String.valueOf(value))));
                }
                options.addAll(fixedOptions(question, from.others()));
                yield OptionList.of(options);
            }
        };
    }

    /// Other words for an item whose value is a code with its own words.
    private List<String> findAlternatives(ScriptStep.Question question, String code) {
        return texts.alternativesFor("values." + code.toLowerCase(Locale.ROOT), question.texts() + ".words." + code);
    }

    private OptionList fixedOptions(ScriptStep.Question question, ScriptStep.Options.Fixed fixed) {
        return texts.fixedOptions(context.language(), question.texts(), fixed, this::formatText);
    }

    /// Arguments of a text about one item of a call's result.
    private Map<String, Object> itemArguments(String call, String component, Object item, int position) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("place", (long) position);
        if (item instanceof Map<?, ?> map) {
            ScriptStep.Call step = (ScriptStep.Call) script.named().get(call);
            Map<String, ActionType.Component> components =
                    step.action().resultComponents().get(component).itemComponents();
            map.forEach((key, value) -> {
                ActionType.Component described = components.get(String.valueOf(key));
                arguments.put("item_" + key, toArgument(value, described != null && described.time()));
            });
        } else {
            arguments.put("item", item);
        }
        return arguments;
    }

    /// Text of a say step, or one text for each item.
    public String formatSay(ScriptStep.Say say) {
        String key = say.texts() + ".say";
        return say.each() == null
                ? formatText(key)
                : String.join("\n", mapItems(say.each(), key, (text, item) -> text));
    }

    /// A message for each file of the end.
    public List<Reply> fileReplies(ScriptStep.End end) {
        return mapItems(
                end.files(),
                end.texts() + "." + ScriptStep.End.FILE_COMPONENT,
                (text, item) -> Reply.ofText(PromptRenderer.clipText(text))
                        .withAttachment(String.valueOf(((Map<?, ?>) item).get(ScriptStep.End.FILE_COMPONENT))));
    }

    /// Buttons of the links of an end, in rows.
    public List<List<ReplyButton>> linkButtons(ScriptStep.End end) {
        return PromptRenderer.arrangeRows(mapItems(
                end.links(),
                end.texts() + "." + ScriptStep.End.LINK_COMPONENT,
                (label, item) -> new ReplyButton(
                        label,
                        CommandData.ofLink(String.valueOf(((Map<?, ?>) item).get(ScriptStep.End.LINK_COMPONENT))))));
    }

    /// Results for the items of a list, each made of the item and its text; none without a list.
    private <T> List<T> mapItems(ScriptStep.ListReference list, String key, BiFunction<String, Object, T> toResult) {
        List<T> results = new ArrayList<>();
        if (list != null) {
            for (Object item : (List<?>) journey.resultComponent(list.call(), list.component())) {
                Map<String, Object> arguments = itemArguments(list.call(), list.component(), item, results.size() + 1);
                results.add(toResult.apply(formatText(key, arguments), item));
            }
        }
        return results;
    }

    /// Label of a question or repeat.
    public String formatLabel(ScriptStep step) {
        return formatText(textsOf(step) + ".label");
    }

    /// Labels of the script's questions that a text has, by name of the question.
    public Map<Option, String> labelsIn(Utterance text) {
        return texts.labelsOf(script).findNames(text);
    }

    /// Labels of the questions of items that a text has, by name of the question.
    public Map<Option, String> labelsIn(ScriptStep.Repeat repeat, Utterance text) {
        return texts.labelsOf(script, repeat).findNames(text);
    }

    /// Names of columns of a table of items that a text has, by name of the question.
    public Map<Option, String> columnsIn(ScriptStep.Repeat repeat, Utterance text) {
        return texts.columnsOf(script, repeat).findNames(text);
    }

    /// Labels and other names of an answer in all languages, as comparison keys without spaces.
    public List<String> labelsOf(ScriptStep step) {
        return namesOf(step).stream().map(name -> name.replace(" ", "")).toList();
    }

    /// Labels and other names of an answer in all languages, as comparison keys.
    public List<String> namesOf(ScriptStep step) {
        return texts.answerNames(textsOf(step));
    }

    private static String textsOf(ScriptStep step) {
        return step instanceof ScriptStep.Repeat repeat ? repeat.texts() : ((ScriptStep.Question) step).texts();
    }

    /// Answer of a step; for a repeat the number of its items.
    String formatAnswer(Journey.JourneyStep answered) {
        return answered.step() instanceof ScriptStep.Question question
                ? formatAnswer(question, answered.key())
                : String.valueOf(session.itemsOf(answered.key()).size());
    }

    boolean hasText(String key) {
        return texts.hasText(key);
    }

    ReplyButton createButton(GlobalCommand command) {
        return new ReplyButton(formatText("engine.button." + command.key()), command.buttonData());
    }

    /// A button that is valid only at this step of this session.
    public ReplyButton createButton(ScriptStep step, String label, String value) {
        if (tappedStep != step) {
            tappedStep = step;
            taps = CallbackData.encodeData(session, step.number(), "");
        }
        return new ReplyButton(label, taps + value);
    }
}
