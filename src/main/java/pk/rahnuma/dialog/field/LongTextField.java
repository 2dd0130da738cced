package pk.rahnuma.dialog.field;

import java.util.Optional;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Text of several lines. `least` and `most` limit its length (default 1 to 2,000).
public final class LongTextField extends TypedField {
    static final long MIN_LENGTH = 1;
    public static final long MAX_LENGTH = 2000;

    public LongTextField() {
        super(FieldTraits.ofType("long-text")
                .withProperty("least", Long.class)
                .withProperty("most", Long.class)
                .withProblem("too_short", "least")
                .withProblem("too_long", "most"));
    }

    /// A sentence that may be no story is doubted with the text of other sentences.
    @Override
    public String problemTextType() {
        return "text";
    }

    @Override
    public long maxTextLength(FieldContext context) {
        return Math.max(MAX_SENTENCE_LENGTH, context.numberProperty("most", MAX_LENGTH));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toLines(text);
        FieldParseResult refusal = LengthRule.checkLength(
                normalised, context.numberProperty("least", MIN_LENGTH), context.numberProperty("most", MAX_LENGTH));
        return refusal != null ? refusal : new FieldParseResult.Accepted(normalised);
    }

    /// A story is taken as it is.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        return Optional.empty();
    }

    @Override
    public boolean takesStories() {
        return true;
    }
}
