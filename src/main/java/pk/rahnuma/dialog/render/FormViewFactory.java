package pk.rahnuma.dialog.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FileField;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.Script;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.script.ScriptTexts;

/// Creates the form of a session.
public final class FormViewFactory {

    private final Script script;
    private final Session session;
    private final Journey journey;
    private final SessionTextRenderer renderer;

    public FormViewFactory(ScriptTexts texts, Script script, Session session, EngineContext context) {
        this.script = script;
        this.session = session;
        this.journey = new Journey(script, withoutDoubtedChange(session), context);
        this.renderer = new SessionTextRenderer(texts, journey);
    }

    /// The session as it is without a change that is doubted: the answer before it counts until the change is sent
    /// again.
    private static Session withoutDoubtedChange(Session session) {
        boolean doubted = session.doubt() != null && session.answers().containsKey(session.focus());
        return doubted ? session.withFocus(null, session.touched()) : session;
    }

    public FormView createView() {
        Set<String> changeable =
                journey.changeableSteps().stream().map(Journey.JourneyStep::key).collect(Collectors.toSet());
        List<FormView.Field> fields = new ArrayList<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Question question) {
                fields.add(toField(question, passed.key(), true, changeable.contains(passed.key())));
            }
        }
        if (journey.currentStep().step() instanceof ScriptStep.Question question) {
            fields.add(toField(question, journey.currentStep().key(), false, true));
        }
        for (Journey.JourneyStep later : journey.openLaterSteps()) {
            fields.add(toField((ScriptStep.Question) later.step(), later.key(), false, true));
        }
        List<FormView.ItemList> lists = new ArrayList<>();
        for (Journey.JourneyStep passed : journey.passedSteps()) {
            if (passed.step() instanceof ScriptStep.Repeat repeat) {
                lists.add(toItemList(repeat));
            }
        }
        if (script.named().get(journey.currentStep().key().split("/")[0]) instanceof ScriptStep.Repeat repeat) {
            lists.add(toItemList(repeat));
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
                session.name(),
                script.name(),
                script.flow(),
                SessionTitle.formatTitle(renderer),
                fields,
                script.sections().stream().map(section -> toSection(section)).toList(),
                lists,
                journey.currentStep().step() instanceof ScriptStep.Review review ? formatDeclaration(review) : null,
                waits,
                journey.currentStep().key(),
                journey.questionPosition(),
                journey.questionCount(),
                session.token(),
                session.touched());
    }

    /// Words directly before the review, and the declaration that its confirmation makes; null when there is neither.
    private @Nullable String formatDeclaration(ScriptStep.Review review) {
        List<String> texts = new ArrayList<>();
        for (Journey.JourneyStep passed : journey.passedSteps().reversed()) {
            if (passed.step() instanceof ScriptStep.Say say) {
                texts.addFirst(renderer.formatSay(say));
            } else if (!(passed.step() instanceof ScriptStep.Call)) {
                break;
            }
        }
        String declaration = optionalText(review.texts() + ".declaration");
        if (declaration != null) {
            texts.add(declaration);
        }
        return texts.isEmpty() ? null : String.join("\n", texts);
    }

    private FormView.Section toSection(ScriptStep.Review.Section section) {
        boolean asked = section.answers().stream()
                .anyMatch(name -> !(script.named().get(name) instanceof ScriptStep.Question question)
                        || !question.later() && !journey.isDerived(question, name));
        return new FormView.Section(renderer.formatText(section.label()), section.answers(), asked);
    }

    private FormView.ItemList toItemList(ScriptStep.Repeat repeat) {
        List<String> ids = session.itemsOf(repeat.name());
        return new FormView.ItemList(
                repeat.name(),
                renderer.formatLabel(repeat),
                renderer.formatText(repeat.texts() + ".menu", Map.of("count", (long) ids.size())),
                ids.stream()
                        .map(id -> new FormView.Item(id, ItemTexts.formatItem(renderer, repeat.name() + "/" + id)))
                        .toList(),
                ids.size() >= repeat.maxItems());
    }

    private @Nullable String optionalText(String key) {
        return renderer.hasText(key) ? renderer.formatText(key) : null;
    }

    private FormView.Field toField(ScriptStep.Question question, String key, boolean answered, boolean changeable) {
        FieldContext context = renderer.fieldContext(question, null);
        return new FormView.Field(
                key,
                question.type().typeName(),
                renderer.formatLabel(question),
                renderer.formatText(question.texts() + ".ask"),
                optionalText(question.texts() + ".details"),
                optionalText(question.texts() + ".help"),
                context.options().stream()
                        .map(option -> new FormView.Option(option.value(), option.label()))
                        .toList(),
                question.optional(),
                answered,
                answered ? renderer.formatAnswer(question, key) : null,
                answered && question.type() instanceof FileField ? fileOf(key) : null,
                journey.isDerived(question, key),
                new FormView.Input(
                        answered ? renderer.formatFullAnswer(question, key) : null,
                        answered ? findStoredText(key) : null,
                        answered ? null : suggestionFor(question, key),
                        changeable,
                        !context.flagProperty("other"),
                        question.summarised(),
                        listDoubted(question, key)));
    }

    /// Both values between which the person has to choose, as in the chat; empty for a question without such a doubt.
    private List<FormView.Option> listDoubted(ScriptStep.Question question, String key) {
        String doubted = session.focus() == null ? journey.currentStep().key() : session.focus();
        return session.doubt() instanceof String corrected
                        && session.partial() instanceof String written
                        && key.equals(doubted)
                ? Stream.of(corrected, written)
                        .map(value -> new FormView.Option(value, renderer.formatFullValue(question, value)))
                        .toList()
                : List.of();
    }

    /// Id of the file that answers a question; null when it was left out.
    private @Nullable String fileOf(String key) {
        StoredAnswer answer = journey.answerFor(key);
        return answer == null || answer.value() == null ? null : String.valueOf(answer.value());
    }

    /// Answer as it is stored; null when there is none, or it is no text.
    private @Nullable String findStoredText(String key) {
        StoredAnswer answer = journey.answerFor(key);
        return answer != null && answer.value() instanceof String text ? text : null;
    }

    /// Suggested value of a question in full; null when it is not the current one, or has none.
    private @Nullable String suggestionFor(ScriptStep.Question question, String key) {
        Object value = key.equals(journey.currentStep().key()) ? renderer.suggestedValue(question) : null;
        return value == null ? null : renderer.formatFullValue(question, value);
    }
}
