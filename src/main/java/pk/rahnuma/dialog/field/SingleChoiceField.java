package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// One of the options: tapped, or typed as its number, its words or their beginning. With `other` any other text is
/// stored as it is.
public final class SingleChoiceField extends TypedField {
    /// Maximum characters of a free answer.
    static final long MAX_OTHER_LENGTH = 100;
    private static final String MAX_PROPERTY = "most";

    public SingleChoiceField() {
        super(FieldTraits.ofType("choice")
                .withProperty("other", Boolean.class)
                .withProperty(MAX_PROPERTY, Long.class)
                .withProblem("none")
                .withProblem("no_such_number", "count")
                .withProblem("ambiguous", "options")
                .withProblem("too_long", MAX_PROPERTY)
                .withProblem(SENTENCE_CODE, "value"));
    }

    @Override
    public long maxTextLength(FieldContext context) {
        return Math.max(MAX_SENTENCE_LENGTH, context.numberProperty(MAX_PROPERTY, MAX_OTHER_LENGTH));
    }

    /// Options are mostly common words: a script says where they are names, such as cities.
    @Override
    public boolean isToldBeforeAsked() {
        return false;
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        OptionMatcher menu = new OptionMatcher(context.options());
        String normalised = TextNormaliser.toSingleLine(text);
        Option option = menu.findByText(normalised);
        if (option != null) {
            return new FieldParseResult.Accepted(option.value());
        }
        if (OptionMatcher.isNumber(normalised)) {
            return FieldParseResult.refused(
                    "no_such_number", Map.of("count", (long) context.options().size()));
        }
        List<Option> near = menu.findByPrefix(normalised);
        if (near.size() == 1) {
            return new FieldParseResult.Accepted(near.getFirst().value());
        }
        // A number is the name of no company or city.
        if (!context.flagProperty("other") || normalised.codePoints().noneMatch(Character::isLetter)) {
            return near.isEmpty()
                    ? FieldParseResult.refused("none")
                    : new FieldParseResult.Refused(List.of(toAmbiguousProblem(near, context)));
        }
        return parseFreeText(normalised, near, context);
    }

    /// With `other`, a question is no answer, and what reads like a sentence is doubtful ("wait a bit"), unless `most`
    /// gives space for a story.
    @Override
    public FieldParseResult interpretText(Utterance text, FieldContext context) {
        FieldParseResult reading = super.interpretText(text, context);
        boolean story = context.numberProperty(MAX_PROPERTY, MAX_OTHER_LENGTH) > MAX_OTHER_LENGTH;
        return story || isUnmistakable(reading, context)
                ? reading
                : doubtSentence(FieldType.withoutQuestion(reading, text), text);
    }

    private static FieldParseResult doubtSentence(FieldParseResult reading, Utterance text) {
        if (!(reading instanceof FieldParseResult.Accepted accepted)) {
            return reading;
        }
        String value = String.valueOf(accepted.value());
        // "Local cable wala hai, SkyNet" names it, in a sentence.
        Utterance said = accepted.extracted() ? text.read(value) : text;
        return said.without(PhraseKind.CLOSING.bit()).containsWord(PhraseKind.SENTENCE)
                ? new FieldParseResult.Doubtful(
                        value,
                        new FieldParseResult.Problem(SENTENCE_CODE, Map.of("value", TextNormaliser.abbreviate(value))))
                : reading;
    }

    private static FieldParseResult parseFreeText(String normalised, List<Option> near, FieldContext context) {
        long maximum = context.numberProperty(MAX_PROPERTY, MAX_OTHER_LENGTH);
        if (TextNormaliser.countCharacters(normalised) > maximum) {
            return FieldParseResult.refused("too_long", Map.of(MAX_PROPERTY, maximum));
        }
        return near.isEmpty()
                ? new FieldParseResult.Accepted(normalised)
                : new FieldParseResult.Doubtful(normalised, toAmbiguousProblem(near, context));
    }

    private static FieldParseResult.Problem toAmbiguousProblem(List<Option> near, FieldContext context) {
        return new FieldParseResult.Problem(
                "ambiguous",
                Map.of("options", OptionMatcher.joinLabels(near, context)),
                near.stream().map(Option::value).toList());
    }

    /// The option named inside the sentence; with `other`, the introduced value.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        OptionMatcher menu = new OptionMatcher(context.options());
        Utterance line = menu.withoutTypingError(sentence);
        boolean other = context.flagProperty("other");
        List<Option> named = menu.findInSentence(line);
        if (named.size() > 1) {
            return Optional.of(new FieldParseResult.Refused(List.of(toAmbiguousProblem(named, context))));
        }
        if (named.size() == 1 && !(other && OptionMatcher.isOtherName(line, named.getFirst()))) {
            return Optional.of(new FieldParseResult.Accepted(named.getFirst().value()));
        }
        if (other && menu.deniesOption(line)) {
            return Optional.of(FieldParseResult.refused("none"));
        }
        return other ? super.extractAnswer(sentence, context) : Optional.empty();
    }

    @Override
    public boolean isUnmistakable(FieldParseResult reading, FieldContext context) {
        return reading instanceof FieldParseResult.Accepted accepted
                && context.options().stream().anyMatch(option -> option.value().equals(accepted.value()));
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return context.labelOf(value);
    }
}
