package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pk.rahnuma.dialog.field.FieldParseResult.Problem;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// A country, stored as its two-letter ISO 3166 code. A similar name must be confirmed; a name that matches several is
/// refused with these.
public final class CountryField extends TypedField {
    private static final String GEORGIA = "GE";
    /// Minimum letters of a partial name.
    private static final int MIN_PARTIAL_LENGTH = 4;
    /// Maximum words of a name.
    private static final int MAX_NAME_WORDS = 4;
    /// Names of less than four letters that are understood within a sentence; others are words too ("and", "are").
    private static final Set<String> SHORT_NAMES = Set.of("uk", "usa", "uae", "ksa");
    /// Maximum countries named in a question.
    private static final int MAX_SUGGESTIONS = 4;

    public CountryField() {
        super(FieldTraits.ofType("country")
                .withProblem("unknown")
                .withProblem("ambiguous", "options")
                .withProblem("nearest", "suggestion")
                .withProblem("also_a_state"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toSingleLine(text);
        if (CountryNames.isCode(normalised)) {
            return new FieldParseResult.Accepted(normalised);
        }
        String key = TextNormaliser.toComparisonKey(normalised);
        String code = CountryNames.codeOf(key);
        if (code != null) {
            return acceptName(code, key);
        }
        if (key.length() < MIN_PARTIAL_LENGTH) {
            return FieldParseResult.refused("unknown");
        }
        List<String> near = CountryNames.codesContaining(key);
        return suggestCountries(near.isEmpty() ? CountryNames.codesSimilarTo(key) : near, context);
    }

    /// Reading of a name, which has to be confirmed where it is also that of a state of the United States.
    private static FieldParseResult acceptName(String code, String key) {
        return code.equals(GEORGIA) && !key.equals(GEORGIA.toLowerCase(Locale.ROOT))
                ? FieldParseResult.doubtful(code, "also_a_state")
                : new FieldParseResult.Accepted(code);
    }

    private static FieldParseResult suggestCountries(List<String> codes, FieldContext context) {
        List<String> names = codes.stream()
                .map(code -> CountryNames.nameOf(code, context.language()))
                .toList();
        if (codes.isEmpty() || codes.size() > MAX_SUGGESTIONS) {
            return FieldParseResult.refused("unknown");
        }
        if (codes.size() > 1) {
            return FieldParseResult.refused("ambiguous", Map.of("options", ListValues.joinValues(names, context)));
        }
        return new FieldParseResult.Doubtful(
                codes.getFirst(), new Problem("nearest", Map.of("suggestion", names.getFirst())));
    }

    /// A text that is no answer is none here either: `NO` and `NA` are codes of countries.
    @Override
    public FieldParseResult interpretText(Utterance text, FieldContext context) {
        return NonAnswer.findKind(text, false)
                .<FieldParseResult>map(kind -> new FieldParseResult.NoAnswer(kind, null))
                .orElseGet(() -> super.interpretText(text, context));
    }

    /// The only country named inside the sentence, unless the sentence denies it.
    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        if (sentence.contains(PhraseKind.NEGATION)) {
            return Optional.empty();
        }
        Set<String> codes = findCodes(sentence);
        return codes.size() == 1 ? Optional.of(acceptName(codes.iterator().next(), sentence.key())) : Optional.empty();
    }

    /// Codes of the countries that are named in a sentence, in their order.
    public static Set<String> findCodes(Utterance sentence) {
        Set<String> codes = new LinkedHashSet<>();
        for (int from = 0; from < sentence.wordCount(); ) {
            int used = nameAt(sentence, from);
            if (used > 0) {
                codes.add(CountryNames.codeOf(sentence.part(from, from + used).key()));
            }
            from += Math.max(1, used);
        }
        return codes;
    }

    /// Number of words of the name of a country that begins at a word; 0 when there is none.
    private static int nameAt(Utterance sentence, int from) {
        int most = CountryNames.startsName(sentence.word(from)) ? MAX_NAME_WORDS : 0;
        for (int count = Math.min(sentence.wordCount() - from, most); count > 0; count--) {
            String name = sentence.part(from, from + count).key();
            boolean meant = name.length() >= MIN_PARTIAL_LENGTH || SHORT_NAMES.contains(name);
            if (meant && CountryNames.codeOf(name) != null) {
                return count;
            }
        }
        return 0;
    }

    /// True when the text names a country, and has no other words than those around a value: "based in the UK".
    public static boolean statesCountry(Utterance text) {
        List<String> rest = new ArrayList<>();
        boolean named = false;
        for (int from = 0; from < text.wordCount(); ) {
            int used = nameAt(text, from);
            named |= used > 0;
            if (used == 0) {
                rest.add(text.word(from));
            }
            from += Math.max(1, used);
        }
        return named
                && text.read(String.join(" ", rest))
                        .without(Utterance.AROUND_VALUE | PhraseKind.BESIDE_PLACE.bit())
                        .isEmpty();
    }

    /// Code of the only country that is named directly beside a word for whom one works for, whatever else the text
    /// says ("on the payroll of a firm in Denmark", "a Dutch client"); or null.
    public static String findCodeOfEmployer(Utterance text) {
        Set<String> codes = new LinkedHashSet<>();
        long beside = PhraseKind.bits(PhraseKind.BESIDE_PLACE, PhraseKind.ARTICLE, PhraseKind.EMPLOYER);
        for (int from = 0; from < text.wordCount(); from++) {
            int used = nameAt(text, from);
            if (used > 0) {
                int first = from;
                while (first > 0 && text.countAt(first - 1, beside, null) == 1) {
                    first--;
                }
                int after = from + used;
                while (after < text.wordCount() && text.countAt(after, beside, null) > 0) {
                    after += text.countAt(after, beside, null);
                }
                if (text.part(first, Math.min(after, text.wordCount())).contains(PhraseKind.EMPLOYER)) {
                    codes.add(CountryNames.codeOf(text.part(from, from + used).key()));
                }
            }
        }
        return codes.size() == 1 ? codes.iterator().next() : null;
    }

    @Override
    public boolean isUnmistakable(FieldParseResult reading, FieldContext context) {
        return reading instanceof FieldParseResult.Accepted;
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return CountryNames.nameOf(String.valueOf(value), context.language());
    }
}
