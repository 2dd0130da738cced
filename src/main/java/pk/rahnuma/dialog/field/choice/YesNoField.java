package pk.rahnuma.dialog.field.choice;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldContext.Option;
import pk.rahnuma.dialog.field.FieldParseResult;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.field.NonAnswer;
import pk.rahnuma.dialog.field.PhraseBook;
import pk.rahnuma.dialog.field.PhraseBook.PhraseKind;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.field.ValueType;

/// Yes or no. The options, values `yes` and `no`, carry the labels and the many ways in which people say it.
public final class YesNoField implements FieldType {
    private static final String YES_VALUE = "yes";
    private static final String NO_VALUE = "no";
    /// Maximum words of a way to say yes or no.
    private static final int MAX_PHRASE_WORDS = 8;
    /// A longer text is a story.
    private static final int MAX_SENTENCE_WORDS = 30;

    @Override
    public String typeName() {
        return "yes-no";
    }

    @Override
    public ValueType valueType() {
        return ValueType.TRUTH;
    }

    @Override
    public Map<String, List<String>> problemCodes() {
        return Map.of("neither", List.of());
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        Option option = new OptionMatcher(context.options()).findByText(normalised);
        String value = option == null ? TextNormaliser.toComparisonKey(normalised) : option.value();
        if (value.equals(YES_VALUE) || normalised.startsWith("👍") || normalised.startsWith("✅")) {
            return new FieldParseResult.Accepted(true);
        }
        if (value.equals(NO_VALUE) || normalised.startsWith("👎") || normalised.startsWith("❌")) {
            return new FieldParseResult.Accepted(false);
        }
        return FieldParseResult.refused("neither");
    }

    /// A sentence that begins with a way to say yes or no, or consists of several: "haan theek hai, kar do". One with
    /// a "but", and one that is no answer ("nahi pata"), is neither.
    @Override
    public Optional<FieldParseResult> extractAnswer(String sentence, FieldContext context) {
        PhraseBook phrases = context.phrases();
        String whole = TextNormaliser.toComparisonKey(sentence);
        List<String> words = List.of(phrases.withoutFillers(whole).split(" "));
        if (words.size() > MAX_SENTENCE_WORDS
                || phrases.containsPhrase(PhraseKind.CONTRAST, whole)
                || NonAnswer.findKind(sentence, phrases, false)
                        .filter(kind -> kind != NonAnswer.NONE)
                        .isPresent()) {
            return Optional.empty();
        }
        Boolean first = null;
        boolean negated = false;
        int i = 0;
        while (i < words.size()) {
            int used = 0;
            for (int count = Math.min(words.size() - i, MAX_PHRASE_WORDS); count > 0 && used == 0; count--) {
                Option option = calledExactly(String.join(" ", words.subList(i, i + count)), context);
                if (option != null) {
                    boolean yes = option.value().equals(YES_VALUE);
                    if (first != null && first != yes) {
                        return Optional.empty();
                    }
                    first = yes;
                    used = count;
                }
            }
            if (used == 0 && first == null) {
                return Optional.empty();
            }
            negated |= used == 0 && phrases.isPhrase(PhraseKind.NEGATION, words.get(i));
            i += Math.max(1, used);
        }
        return first == null || negated && first ? Optional.empty() : Optional.of(new FieldParseResult.Accepted(first));
    }

    /// True when the text says that something is not the person's own: "the SIM is on my brother's name".
    public static boolean deniesOwnership(String text, FieldContext context) {
        return context.phrases().containsPhrase(PhraseKind.OTHER_OWNER, TextNormaliser.toComparisonKey(text));
    }

    private static Option calledExactly(String key, FieldContext context) {
        return context.options().stream()
                .filter(option -> option.keys().contains(key))
                .findFirst()
                .orElse(null);
    }

    @Override
    public boolean isUnmistakable(FieldParseResult reading, FieldContext context) {
        return reading instanceof FieldParseResult.Accepted;
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return context.labelOf(Boolean.TRUE.equals(value) ? "yes" : "no");
    }
}
