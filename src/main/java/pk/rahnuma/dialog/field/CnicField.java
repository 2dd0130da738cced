package pk.rahnuma.dialog.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Number of a CNIC or NICOP, stored as 13 digits. No check digit has been published, and both sample numbers of
/// python-stdnum fail the Luhn check that some code applies, so none is checked here (docs/domain.md, "Numbers"). The
/// first digit is the region; 8 and 9 are rare, so the person is only asked to confirm. Codes under `instead` are for
/// people without such a number: they are offered as buttons, and the number of a passport answers `passport`.
public final class CnicField extends TypedField {
    static final int CNIC_DIGITS = 13;
    /// Minimum digits of a number in a sentence that was meant as the whole number.
    private static final int MIN_DIGITS = 9;
    /// Code under `instead` that the number of a passport answers.
    private static final String PASSPORT_OPTION = "passport";
    /// Pakistani passports have two letters and seven digits.
    private static final Pattern PASSPORT_NUMBER = Pattern.compile("[a-z]{2}[0-9]{7}");

    public CnicField() {
        super(FieldTraits.ofType("cnic")
                .asStrict()
                .asSensitive()
                .withMinDigits(MIN_DIGITS)
                .withProperty(INSTEAD_PROPERTY, List.class)
                .withProblem("not_digits")
                .withProblem("length", "count")
                .withProblem("first_zero")
                .withProblem("unusual_region"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        Option instead = findOption(text, context);
        if (instead != null) {
            return new FieldParseResult.Accepted(instead.value());
        }
        String digits = TextNormaliser.toDigits(text);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return FieldParseResult.refused("not_digits");
        }
        if (digits.length() != CNIC_DIGITS) {
            return FieldParseResult.refused("length", Map.of("count", (long) digits.length()));
        }
        return switch (digits.charAt(0)) {
            case '0' -> FieldParseResult.refused("first_zero");
            case '8', '9' -> FieldParseResult.doubtful(digits, "unusual_region");
            default -> new FieldParseResult.Accepted(digits);
        };
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        Optional<FieldParseResult> number =
                SentenceNumbers.findOne(sentence, MIN_DIGITS, found -> parseAnswer(found, context));
        if (number.isPresent() || context.options().isEmpty()) {
            return number;
        }
        List<Option> named = new OptionMatcher(context.options()).findInSentence(sentence);
        return named.size() == 1
                ? Optional.of(new FieldParseResult.Accepted(named.getFirst().value()))
                : Optional.empty();
    }

    /// Option that the whole text is, or the one for a passport when it is the number of one; or null.
    private static Option findOption(String text, FieldContext context) {
        if (context.options().isEmpty()) {
            return null;
        }
        OptionMatcher options = new OptionMatcher(context.options());
        String key = TextNormaliser.toComparisonKey(text).replace(" ", "");
        return PASSPORT_NUMBER.matcher(key).matches() ? options.findByValue(PASSPORT_OPTION) : options.findByName(text);
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        return groupDigits(context.labelOf(value));
    }

    @Override
    public String maskValue(Object value, FieldContext context) {
        String digits = String.valueOf(value);
        if (context.options().stream().anyMatch(option -> option.value().equals(value))) {
            return context.labelOf(value);
        }
        return digits.length() == CNIC_DIGITS
                ? digits.substring(0, 5) + "-" + ValueMasker.MASK_CHARACTER.repeat(7) + "-" + digits.substring(12)
                : ValueMasker.maskAllButLast(digits, 1);
    }

    static String groupDigits(String digits) {
        return digits.length() == CNIC_DIGITS
                ? digits.substring(0, 5) + "-" + digits.substring(5, 12) + "-" + digits.substring(12)
                : digits;
    }
}
