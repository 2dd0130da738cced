package pk.rahnuma.dialog.field.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.LengthRule;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.field.ValueType;
import pk.rahnuma.dialog.field.choice.OptionMatcher;

/// One line of text. `least` and `most` limit its length (default 1 to 200), `pattern` is a Java regular expression
/// that the whole normalised text must match. `names` is a list of the texts: of a sentence that contains one of its
/// names, the name is taken.
public final class TextField implements FieldType {
    static final long MIN_LENGTH = 1;
    static final long MAX_LENGTH = 200;
    /// Property with the list of names to find in a sentence.
    public static final String NAMES_PROPERTY = "names";

    @Override
    public String typeName() {
        return "text";
    }

    @Override
    public ValueType valueType() {
        return ValueType.TEXT;
    }

    @Override
    public Map<String, Class<?>> allowedProperties() {
        return Map.of("least", Long.class, "most", Long.class, "pattern", String.class, NAMES_PROPERTY, String.class);
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of("too_short", List.of("least"), "too_long", List.of("most"), "pattern", List.of());
    }

    @Override
    public long maxTextLength(FieldContext context) {
        return Math.max(MAX_SENTENCE_LENGTH, context.numberProperty("most", MAX_LENGTH));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        FieldParseResult refusal = LengthRule.checkLength(
                normalised, context.numberProperty("least", MIN_LENGTH), context.numberProperty("most", MAX_LENGTH));
        if (refusal != null) {
            return refusal;
        }
        String pattern = context.textProperty("pattern", null);
        if (pattern != null && !Pattern.matches(pattern, normalised)) {
            return FieldParseResult.refused("pattern");
        }
        return new FieldParseResult.Accepted(normalised);
    }

    /// "Ye kya hai" is no answer unless the person insists.
    @Override
    public FieldParseResult interpretText(String text, FieldContext context) {
        return FieldType.withoutQuestion(FieldType.super.interpretText(text, context), text, context);
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(String sentence, FieldContext context) {
        String list = context.textProperty(NAMES_PROPERTY, "");
        List<FieldContext.Option> named = list.isEmpty()
                ? List.of()
                : new OptionMatcher(context.phrases().namesOf(list)).findWholeNames(sentence, context.phrases());
        return named.size() == 1
                ? Optional.of(new FieldParseResult.Accepted(named.getFirst().label()))
                : FieldType.super.extractAnswer(sentence, context);
    }

    @Override
    public boolean takesAnyText() {
        return true;
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return String.valueOf(value);
    }
}
