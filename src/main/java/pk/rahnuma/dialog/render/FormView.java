package pk.rahnuma.dialog.render;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// A session as a form: the questions on its journey, answered ones first, then the current one, then those that may be
/// answered later.
///
/// @param session its id, to be sent with the answers
/// @param script its name
/// @param flow version of the script
/// @param title as text
/// @param fields in the order of the journey
/// @param sections of the review, in which the answers are shown; empty for a script without
/// @param lists of items, up to the current step
/// @param declaration that the person makes by confirming the review; null elsewhere, and when there is none
/// @param waits kind of the current step: `question`, `repeat`, `review`, `call` or `end`
/// @param at key of the current step
/// @param position of the current question, counted from 1, of `total`
/// @param version that grows with each change of the session
/// @param changed time of the last change
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FormView(
        String session,
        String script,
        String flow,
        String title,
        List<Field> fields,
        List<Section> sections,
        List<ItemList> lists,
        @Nullable String declaration,
        String waits,
        String at,
        int position,
        int total,
        int version,
        Instant changed) {

    /// Part of the form.
    ///
    /// @param title as text
    /// @param answers names of its questions and lists
    /// @param asked whether any of them is asked before the review
    public record Section(String title, List<String> answers, boolean asked) {}

    /// A list of items, each with its own answers under the key `<name>/<id>/<question>`.
    ///
    /// @param label as text
    /// @param menu text with the number of items, that asks for more
    /// @param full whether there may be no more items
    public record ItemList(String name, String label, String menu, List<Item> items, boolean full) {}

    /// @param title position and name
    public record Item(String id, String title) {}

    /// @param value to be sent
    /// @param label as text
    public record Option(String value, String label) {}

    /// A question of the form.
    ///
    /// @param key of its answer
    /// @param type the field type's name
    /// @param details more about the question; null when there are none
    /// @param help what is meant, and an example; null when there is none
    /// @param options for choices; empty for others
    /// @param value as the person may see it again (masked where sensitive); null when not answered
    /// @param file id of the file that answers it; null for other questions
    /// @param fullValue for a page that only the person sees; null when not answered
    /// @param storedText the answer as it is stored, for inputs that take no other form of it; null when it is no text
    /// @param derived whether other answers may answer it
    /// @param changeable false for an answer that was given before something was done with it
    /// @param closed whether only the options are taken
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(
            String key,
            String type,
            String label,
            String ask,
            @Nullable String details,
            @Nullable String help,
            List<Option> options,
            boolean optional,
            boolean answered,
            @Nullable String value,
            @Nullable String file,
            @JsonIgnore @Nullable String fullValue,
            @JsonIgnore @Nullable String storedText,
            boolean derived,
            @JsonIgnore boolean changeable,
            @JsonIgnore boolean closed) {}

    public static FormView fromSession(ScriptTexts texts, Script script, Session session, EngineContext context) {
        Journey journey = new Journey(script, session, context);
        SessionTextRenderer renderer = new SessionTextRenderer(texts, journey);
        Set<String> changeable =
                journey.changeableSteps().stream().map(Journey.JourneyStep::key).collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Question question) {
                fields.add(field(renderer, question, passed.key(), true, changeable.contains(passed.key())));
            }
        }
        if (journey.currentStep().step() instanceof ScriptStep.Question question) {
            fields.add(field(renderer, question, journey.currentStep().key(), false, true));
        }
        for (Journey.JourneyStep later : journey.openLaterSteps()) {
            fields.add(field(renderer, (ScriptStep.Question) later.step(), later.key(), false, true));
        }
        List<ItemList> lists = new ArrayList<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Repeat repeat) {
                lists.add(list(renderer, repeat, session));
            }
        }
        if (script.named().get(journey.currentStep().key().split("/")[0]) instanceof ScriptStep.Repeat repeat) {
            lists.add(list(renderer, repeat, session));
        }
        String waits = switch (journey.currentStep().step()) {
            case ScriptStep.Question q -> "question";
            case ScriptStep.Repeat r -> "repeat";
            case ScriptStep.Review r -> "review";
            case ScriptStep.Call c -> "call";
            default -> "end";
        };
        return new FormView(
                session.id(),
                script.name(),
                script.flow(),
                renderer.formatTitle(),
                fields,
                script.sections().stream()
                        .map(section -> section(renderer, script, section))
                        .toList(),
                lists,
                journey.currentStep().step() instanceof ScriptStep.Review review
                        ? optionalText(renderer, review.texts() + ".declaration")
                        : null,
                waits,
                journey.currentStep().key(),
                journey.questionPosition(),
                journey.questionCount(),
                session.token(),
                session.touched());
    }

    private static Section section(SessionTextRenderer renderer, Script script, ScriptStep.Review.Section section) {
        boolean asked = section.answers().stream()
                .anyMatch(name -> !(script.named().get(name) instanceof ScriptStep.Question question)
                        || !question.later() && question.derived() == null);
        return new Section(renderer.formatText(section.label()), section.answers(), asked);
    }

    private static ItemList list(SessionTextRenderer renderer, ScriptStep.Repeat repeat, Session session) {
        List<String> ids = session.items().getOrDefault(repeat.name(), List.of());
        return new ItemList(
                repeat.name(),
                renderer.formatLabel(repeat),
                renderer.formatText(repeat.texts() + ".menu", Map.of("count", (long) ids.size())),
                ids.stream()
                        .map(id -> new Item(id, renderer.formatItem(repeat.name() + "/" + id)))
                        .toList(),
                ids.size() >= repeat.maxItems());
    }

    private static @Nullable String optionalText(SessionTextRenderer renderer, String key) {
        return renderer.hasText(key) ? renderer.formatText(key) : null;
    }

    private static Field field(
            SessionTextRenderer renderer,
            ScriptStep.Question question,
            String key,
            boolean answered,
            boolean changeable) {
        FieldContext context = renderer.fieldContext(question, null);
        return new Field(
                key,
                question.type().typeName(),
                renderer.formatLabel(question),
                renderer.formatText(question.texts() + ".ask"),
                optionalText(renderer, question.texts() + ".details"),
                optionalText(renderer, question.texts() + ".help"),
                context.options().stream()
                        .map(option -> new Option(option.value(), option.label()))
                        .toList(),
                question.optional(),
                answered,
                answered ? renderer.formatAnswer(question, key) : null,
                answered && question.type() instanceof FileField ? renderer.fileOf(key) : null,
                answered ? renderer.formatFullAnswer(question, key) : null,
                answered ? renderer.findStoredText(key) : null,
                question.derived() != null,
                changeable,
                !context.flagProperty("other"));
    }
}
