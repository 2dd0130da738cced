package pk.rahnuma.dialog.field;

import java.util.Optional;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Yes or no. The options, values `yes` and `no`, carry the labels and the many ways in which people say it.
public final class YesNoField extends TypedField {
    private static final String YES_VALUE = "yes";
    private static final String NO_VALUE = "no";
    /// Maximum words of a way to say yes or no.
    private static final int MAX_PHRASE_WORDS = 8;
    /// Minimum words of a way to say yes or no that counts anywhere in a sentence: "it is on my brother's name".
    private static final int MIN_TELLING_WORDS = 3;
    /// A longer text is a story.
    private static final int MAX_SENTENCE_WORDS = 30;

    public YesNoField() {
        super(FieldTraits.ofType("yes-no").storedAs(ValueType.TRUTH).withProblem("neither"));
    }

    @Override
    public boolean isToldBeforeAsked() {
        return false;
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

    /// A sentence that begins or ends with a way to say yes or no, or has a long one: "haan theek hai, kar do",
    /// "mujhe yeh sab manzoor hai", "it is on my brother's name since 2019". One with
    /// a "but", and one that is no answer ("nahi pata"), is neither.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        Utterance words = sentence.withoutFillers();
        if (words.wordCount() > MAX_SENTENCE_WORDS
                || sentence.contains(PhraseKind.CONTRAST)
                || NonAnswer.findKind(sentence, false)
                        .filter(kind -> kind != NonAnswer.NONE)
                        .isPresent()) {
            return Optional.empty();
        }
        Boolean first = null;
        boolean negated = false;
        boolean framed = false;
        int ended = 0;
        int i = 0;
        while (i < words.wordCount()) {
            int used = 0;
            for (int count = Math.min(words.wordCount() - i, MAX_PHRASE_WORDS); count > 0 && used == 0; count--) {
                Option option =
                        context.options().findByKey(words.part(i, i + count).key());
                if (option != null) {
                    boolean yes = option.value().equals(YES_VALUE);
                    if (first != null && first != yes) {
                        return Optional.empty();
                    }
                    first = yes;
                    used = count;
                }
            }
            ended = used > 0 ? i + used : ended;
            framed |= used > 0 && i == 0 || used >= MIN_TELLING_WORDS;
            negated |= used == 0 && words.is(PhraseKind.NEGATION, i, 1);
            i += Math.max(1, used);
        }
        framed |= ended == words.wordCount();
        return first == null || !framed || negated && first
                ? Optional.empty()
                : Optional.of(new FieldParseResult.Accepted(first));
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
