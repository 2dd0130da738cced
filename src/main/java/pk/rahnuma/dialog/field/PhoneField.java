package pk.rahnuma.dialog.field;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// A phone number, stored as E.164 (`+923001234567`). With `mobile` it must be a Pakistani mobile number: `+92`, `3`,
/// nine more digits (docs/domain.md, "Phone numbers"); the prefix does not tell the operator, because numbers can be
/// ported. Without it, landlines and foreign numbers are accepted too.
public final class PhoneField extends TypedField {
    private static final Pattern MOBILE = Pattern.compile("\\+923[0-9]{9}");
    private static final Pattern LANDLINE = Pattern.compile("\\+92[2-9][0-9]{8,9}");
    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern PUNCTUATION = Pattern.compile("[()/]");
    /// Minimum digits of a number in a sentence that was meant as a phone number.
    private static final int MIN_DIGITS = 7;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    public PhoneField() {
        super(FieldTraits.ofType("phone")
                .asStrict()
                .asSensitive()
                .withMinDigits(MIN_DIGITS)
                .withProperty("mobile", Boolean.class)
                .withProblem("not_a_phone")
                .withProblem("wrong_length", "count")
                .withProblem("not_mobile")
                .withProblem("not_pakistani"));
    }

    @Override
    public boolean acceptsContact(Map<String, Object> properties) {
        return Boolean.TRUE.equals(properties.get("mobile"));
    }

    /// Other numbers of the length of a landline or foreign number are many.
    @Override
    public boolean isDistinct(Map<String, Object> properties) {
        return acceptsContact(properties);
    }

    @Override
    public FieldParseResult parseAnswer(String text, FieldContext context) {
        String number = toInternational(
                PUNCTUATION.matcher(TextNormaliser.toDigits(text)).replaceAll(""));
        if (MOBILE.matcher(number).matches()) {
            return new FieldParseResult.Accepted(number);
        }
        if (number.startsWith("+923")) {
            return refuseLength(number);
        }
        boolean pakistani = number.startsWith("+92");
        String known = pakistani && LANDLINE.matcher(number).matches() ? number : validateNumber(number);
        if (known == null) {
            return FieldParseResult.refused("not_a_phone");
        }
        if (context.flagProperty("mobile")) {
            return FieldParseResult.refused(pakistani ? "not_mobile" : "not_pakistani");
        }
        return new FieldParseResult.Accepted(known);
    }

    /// Number with `+` and country code, where the notation shows it.
    private static String toInternational(String text) {
        String number = text.startsWith("00") ? "+" + text.substring(2) : text;
        if (number.startsWith("+920")) {
            return "+92" + number.substring(4);
        }
        if (number.startsWith("+")) {
            return number;
        }
        if (number.startsWith("0")) {
            return "+92" + number.substring(1);
        }
        return number.length() == 10 && number.startsWith("3") ? "+92" + number : toInternational("+" + number);
    }

    private static FieldParseResult refuseLength(String number) {
        String national = "0" + number.substring(3);
        if (!national.chars().allMatch(Character::isDigit)) {
            return FieldParseResult.refused("not_a_phone");
        }
        return FieldParseResult.refused("wrong_length", Map.of("count", (long) national.length()));
    }

    private static String validateNumber(String number) {
        if (!INTERNATIONAL.matcher(number).matches()) {
            return null;
        }
        try {
            PhoneNumber parsed = NUMBERS.parse(number, null);
            return NUMBERS.isValidNumber(parsed) ? NUMBERS.format(parsed, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException unknown) {
            return null;
        }
    }

    @Override
    public Optional<FieldParseResult> extractAnswer(Utterance sentence, FieldContext context) {
        return SentenceNumbers.findOne(sentence, MIN_DIGITS, number -> parseAnswer(number, context));
    }

    @Override
    public String formatValue(Object value, FieldContext context) {
        String number = String.valueOf(value);
        if (MOBILE.matcher(number).matches()) {
            // Same result as the library, which is slow.
            return number.substring(0, 3) + " " + number.substring(3, 6) + " " + number.substring(6);
        }
        try {
            return NUMBERS.format(NUMBERS.parse(number, null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException unknown) {
            return number;
        }
    }

    @Override
    public String maskValue(Object value, FieldContext context) {
        String shown = formatValue(value, context);
        int country = shown.indexOf(' ') + 1;
        int area = shown.indexOf(' ', country) + 1;
        return ValueMasker.maskAllButLast(shown, Math.max(country, area), 2);
    }
}
