package pk.rahnuma.dialog.engine.session;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.CountryField;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.OptionMatcher;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.field.YesNoField;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the value of a question in a text that is not its answer alone: by the form of the value, by the names of its
/// options, or by the label of the question before or after it.
final class ValueFinder {

    /// Words between a label and its value, or behind it.
    private static final long BESIDE_VALUE = PhraseKind.bits(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.OWN,
            PhraseKind.FILLER);

    /// Words between options.
    private static final long BESIDE_OPTIONS = Utterance.AROUND_VALUE
            | PhraseKind.bits(PhraseKind.BESIDE_PLACE, PhraseKind.BESIDE_ITEM, PhraseKind.ARTICLE);

    /// Kinds of phrases that no name has.
    static final long NOT_IN_NAME =
            PhraseKind.bits(PhraseKind.OWN, PhraseKind.NEGATION, PhraseKind.CONTRAST, PhraseKind.INTERROGATIVE);
    /// Maximum words of a name behind its label.
    private static final int MAX_NAME_WORDS = 6;

    private final SessionStep sessionStep;

    ValueFinder(SessionStep sessionStep) {
        this.sessionStep = sessionStep;
    }

    /// Value that a question accepts of a text; null when it accepts none.
    Object readValue(ScriptStep.Question question, Utterance text) {
        return question.type().readText(text, sessionStep.fieldContext(question, null))
                        instanceof FieldParseResult.Accepted accepted
                ? accepted.value()
                : null;
    }

    /// Value of a type that no other has, or the only option named; or null.
    Object valueIn(ScriptStep.Question question, Utterance text) {
        if (!question.type().mayBeIn(text)) {
            return null;
        }
        FieldContext context = sessionStep.fieldContext(question, null);
        if (question.type().isStrict()) {
            return question.type().readText(text, context) instanceof FieldParseResult.Accepted accepted
                            && context.options().stream().map(Option::value).noneMatch(accepted.value()::equals)
                    ? accepted.value()
                    : null;
        }
        if (question.type().takesAnyText()) {
            return question.type().findTold(text, context).orElse(null);
        }
        return !question.type().isTooLong(text, context)
                        && question.type().extractAnswer(text, context).orElse(null)
                                instanceof FieldParseResult.Accepted accepted
                        && isKnown(context, accepted.value())
                        && context.options()
                                .findNames(text)
                                .containsKey(context.options().findByValue(String.valueOf(accepted.value())))
                ? accepted.value()
                : null;
    }

    /// Option or country that a part of a text states, beside words that say nothing more; or null.
    Object statedIn(ScriptStep.Question question, Utterance part) {
        if (question.type() instanceof CountryField) {
            Set<String> codes = isAskable(question) ? CountryField.findCodes(part) : Set.of();
            return codes.size() == 1 && CountryField.statesCountry(withoutOptions(part))
                    ? codes.iterator().next()
                    : codes.isEmpty() || !asksForEmployer(question) ? null : CountryField.findCodeOfEmployer(part);
        }
        FieldContext context = sessionStep.fieldContext(question, null);
        if (context.options().isEmpty()
                || question.type().isStrict()
                || question.type() instanceof YesNoField
                || !question.early() && part.contains(PhraseKind.CITY)
                || part.is(PhraseKind.AGREEMENT)
                || part.is(PhraseKind.REFUSAL)) {
            return null;
        }
        OptionMatcher options = new OptionMatcher(context.options());
        return (question.early() ? options.statesName(part) : options.statesOption(part))
                ? options.findWholeNames(part).stream()
                        .map(Option::value)
                        .filter(value -> isKnown(context, value))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /// False when another answer says that the question is not asked.
    private boolean isAskable(ScriptStep.Question question) {
        return sessionStep.journey().script().optionsBefore(question).entrySet().stream()
                .allMatch(required -> {
                    StoredAnswer given = sessionStep.session().answers().get(required.getKey());
                    return given == null || required.getValue().equals(given.value());
                });
    }

    /// True when the label of a question has a word for whom one works for: "Country of the client".
    private boolean asksForEmployer(ScriptStep.Question question) {
        return sessionStep.textRenderer().namesOf(question).stream()
                .anyMatch(name -> sessionStep.read(name).contains(PhraseKind.EMPLOYER));
    }

    /// Options of several questions that a part names, if it says nothing else: "PTCL ka static IP". Each word counts
    /// for the first question of which it names an option.
    Map<ScriptStep.Question, Object> combinedIn(List<ScriptStep.Question> questions, Utterance part) {
        Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
        Utterance rest = part;
        for (ScriptStep.Question question : questions) {
            Map<Option, String> names = rest.isEmpty() ? Map.of() : namesIn(question, rest);
            if (names.size() == 1) {
                Option option = names.keySet().iterator().next();
                found.put(question, question.options() == null ? option.label() : option.value());
                rest = withoutPhrase(rest, names.get(option));
            }
        }
        if (found.size() < 2) {
            return Map.of();
        }
        for (String label : sessionStep.textRenderer().labelsIn(rest).values()) {
            rest = withoutPhrase(rest, label);
        }
        return rest.without(BESIDE_OPTIONS).isEmpty() ? found : Map.of();
    }

    private static Utterance withoutPhrase(Utterance text, String phrase) {
        return text.read(
                (" " + text.key() + " ").replace(" " + phrase + " ", " ").strip());
    }

    /// Options of a choice, or names of a list, in a text.
    private Map<Option, String> namesIn(ScriptStep.Question question, Utterance text) {
        boolean isListed = question.properties().containsKey(TextField.NAMES_PROPERTY);
        if (question.options() == null && !isListed
                || question.type() instanceof YesNoField
                || question.type().isStrict()) {
            return Map.of();
        }
        FieldContext context = sessionStep.fieldContext(question, null);
        if (isListed) {
            return context.lexicon()
                    .namesOf(context.textProperty(TextField.NAMES_PROPERTY, ""))
                    .findNames(text);
        }
        Map<Option, String> names = context.options().findNames(text);
        if (names.isEmpty()) {
            return names;
        }
        names.keySet()
                .retainAll(new OptionMatcher(context.options())
                        .findWholeNames(text).stream()
                                .filter(option -> isKnown(context, option.value()))
                                .toList());
        return names;
    }

    /// The words beside names of options: "remote job, Ireland ki company me".
    private Utterance withoutOptions(Utterance part) {
        Utterance rest = part;
        for (ScriptStep.Question question : sessionStep.journey().script().questions()) {
            if (question.early() && question.options() instanceof ScriptStep.Options.Fixed) {
                for (String name : sessionStep
                        .fieldContext(question, null)
                        .options()
                        .findNames(part)
                        .values()) {
                    rest = withoutPhrase(rest, name);
                }
            }
        }
        return rest;
    }

    /// True for an option that says something: "I do not know" is said of anything.
    private boolean isKnown(FieldContext context, Object value) {
        Option option = context.options().findByValue(String.valueOf(value));
        return option != null
                && NonAnswer.findKind(sessionStep.read(option.label()), false).isEmpty();
    }

    /// True when a text answers a question of another type.
    boolean answersAnother(ScriptStep.Question question, Utterance text) {
        return sessionStep.journey().script().questions().stream()
                .anyMatch(other -> other.early() && other.type() != question.type() && valueIn(other, text) != null);
    }

    /// Values behind or before the labels of their questions, in a part of a text: "subscriber id NT-5512", "4174941-3
    /// is our NTN".
    ///
    /// @param questions that may be answered, the likeliest first
    Map<ScriptStep.Question, Object> labelledIn(List<ScriptStep.Question> questions, Utterance part) {
        Map<ScriptStep.Question, Object> found = new LinkedHashMap<>();
        Map<String, String> labels = new HashMap<>();
        sessionStep.textRenderer().labelsIn(part).forEach((labelled, label) -> labels.put(labelled.value(), label));
        for (ScriptStep.Question question : labels.isEmpty() ? List.<ScriptStep.Question>of() : questions) {
            String label = labels.get(question.name());
            Object value = label == null ? null : valueBeside(question, label, part);
            if (value != null) {
                found.put(question, value);
                // A label of two questions is that of the first which takes the value.
                labels.values().removeIf(label::equals);
            }
        }
        return found;
    }

    private Object valueBeside(ScriptStep.Question question, String label, Utterance part) {
        int words = label.split(" ").length;
        int first = part.indexOf(label, 0);
        if (first < 0) {
            return null;
        }
        Utterance behind = part.part(first + words, part.wordCount());
        if (question.type().takesAnyText()) {
            if (!part.part(0, first).without(BESIDE_VALUE).isEmpty()) {
                return null;
            }
            return isStated(part, behind)
                    ? labelledValue(question, behind.withoutEnd(BESIDE_VALUE))
                    : nameBehind(question, part.read(label).contains(PhraseKind.NAME), behind);
        }
        return Stream.of(behind, part.part(0, first))
                .map(rest -> rest.withoutStart(BESIDE_VALUE, null).withoutEnd(BESIDE_VALUE))
                .filter(rest -> !rest.isEmpty() && question.type().mayBeIn(rest))
                .map(rest -> labelledValue(question, rest))
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
    }

    /// Name behind the word for one, for a question that takes names: "naam Orbit Retail"; or null.
    Object namedIn(ScriptStep.Question question, Utterance part) {
        Utterance bare =
                part.withoutStart(PhraseKind.bits(PhraseKind.FILLER, PhraseKind.OWN, PhraseKind.GREETING), null);
        int label = bare.isEmpty()
                        || !(question.type() instanceof TextField)
                        || !TextField.takesNames(question.properties())
                ? 0
                : bare.countAt(0, PhraseKind.NAME.bit(), null);
        return label == 0 ? null : nameBehind(question, true, bare.part(label, bare.wordCount()));
    }

    /// Words that can be a name, up to a country or those that end a sentence: "Bluepine Health hai Ireland ka".
    ///
    /// @param isNamed whether the label says that it is a name; otherwise a capital letter has to
    private Object nameBehind(ScriptStep.Question question, boolean isNamed, Utterance behind) {
        if (!TextField.takesNames(question.properties())) {
            return null;
        }
        Utterance name = behind.withoutStart(BESIDE_VALUE, null);
        int after = 0;
        while (after < name.wordCount()
                && !name.is(PhraseKind.CLOSING, after, 1)
                && (after == 0
                        || CountryField.findCodes(name.part(after, after + 1)).isEmpty())) {
            after++;
        }
        name = name.part(0, after);
        boolean isWritten = !name.isEmpty() && Character.isUpperCase(name.text().codePointAt(0));
        return name.isEmpty()
                        || name.wordCount() > MAX_NAME_WORDS
                        || !(isNamed || isWritten)
                        || name.containsAny(NOT_IN_NAME)
                        || name.containsWord(PhraseKind.SENTENCE) && !isWritten
                ? null
                : labelledValue(question, name);
    }

    /// True when words behind a label can be meant as a value: "servers vpn.example.com", "position: director". Other
    /// words go on with a sentence that begins with the label.
    private static boolean isStated(Utterance part, Utterance behind) {
        return !behind.isEmpty()
                && (part.hasCharacter(':')
                        || behind.hasDigit()
                        || behind.hasCharacter('.')
                        || behind.hasCharacter('@'));
    }

    private Object labelledValue(ScriptStep.Question question, Utterance text) {
        FieldContext context = sessionStep.fieldContext(question, null);
        Object value = switch (question.type().readText(text, context)) {
            case FieldParseResult.Accepted accepted -> accepted.value();
            // The value is shown, and its label leaves no doubt which question it answers.
            case FieldParseResult.Doubtful doubtful -> question.type().isStrict() ? doubtful.value() : null;
            default -> null;
        };
        return value == null || context.options().isEmpty() || isKnown(context, value) ? value : null;
    }
}
