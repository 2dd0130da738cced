package pk.rahnuma.dialog.field;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// National Tax Number, stored without dashes: 7 characters (newer ones begin with a letter), optionally with a check
/// digit; or the 13 digits of a CNIC, which is the NTN of an individual. The rule of the check digit is not official
/// (docs/domain.md, "Numbers": it fits ten of eleven known numbers), so the person is only asked to confirm a wrong
/// one.
public final class NtnField extends TypedField {
    private static final Pattern LABEL = Pattern.compile("^NTN[:#]?");
    private static final Pattern FORMAT = Pattern.compile("[0-9A-Z][0-9]{6,7}|[1-9][0-9]{12}");
    /// A number of a tax payer within a sentence.
    private static final Pattern CANDIDATE = Pattern.compile(
            "(?<![0-9A-Za-z-])(?:[0-9A-Za-z][0-9]{6}(?:-?[0-9])?|[0-9]{5}-?[0-9]{7}-?[0-9])(?![0-9A-Za-z-])");

    private static final int BASE_LENGTH = 7;
    private static final int UNKNOWN_CHECK_DIGIT = 10;

    public NtnField() {
        super(FieldTraits.ofType("ntn")
                // Seven digits may be a subscriber ID, and thirteen a CNIC.
                .asIndistinct()
                .asSensitive()
                .withMinDigits(BASE_LENGTH - 1)
                .withProblem("format")
                .withProblem("check_digit"));
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String normalised = TextNormaliser.toDigits(text).toUpperCase(Locale.ROOT);
        String number = LABEL.matcher(normalised).replaceFirst("");
        if (!FORMAT.matcher(number).matches()) {
            return FieldParseResult.refused("format");
        }
        return checkDigitFits(number)
                ? new FieldParseResult.Accepted(number)
                : FieldParseResult.doubtful(number, "check_digit");
    }

    /// True also when nothing can be checked: no check digit, a leading letter, a remainder without a digit.
    private static boolean checkDigitFits(String number) {
        if (number.length() != BASE_LENGTH + 1 || Character.isLetter(number.charAt(0))) {
            return true;
        }
        int sum = 0;
        for (int i = 0; i < BASE_LENGTH; i++) {
            sum += (BASE_LENGTH + 1 - i) * Character.digit(number.charAt(i), 10);
        }
        int check = (11 - sum % 11) % 11;
        return check == UNKNOWN_CHECK_DIGIT || check == Character.digit(number.charAt(BASE_LENGTH), 10);
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        if (!sentence.hasDigit()) {
            return Optional.empty();
        }
        return SentenceNumbers.findOnly(CANDIDATE, sentence.text(), found -> parseAnswer(found, context));
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        String number = String.valueOf(value);
        if (number.length() == CnicField.CNIC_DIGITS) {
            return CnicField.groupDigits(number);
        }
        return number.length() == BASE_LENGTH + 1
                ? number.substring(0, BASE_LENGTH) + "-" + number.substring(BASE_LENGTH)
                : number;
    }
}
