package pk.rahnuma.dialog.field;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks identity card numbers, other long numbers, tax numbers, phone numbers and e-mail addresses within free text,
/// for readers who may not see it in full. Dates and network addresses stay readable: their dots are no part of such
/// numbers. All quantifiers are bounded, so that the time grows with the length of the text alone.
public final class SensitiveTextMasker {

    /// Gap between the digits of one number: spaces, hyphens and dashes, slashes, brackets, invisible characters.
    private static final String DIGIT_GAP = "[\\s\\u00a0\\u200b-\\u200f\\u2060\\u2066-\\u2069‐-―/()-]{0,3}";

    private static final String NUMBER_START = "(?<![\\p{Nd}.٫٬])";
    private static final String NUMBER_END = "(?![\\p{Nd}]|[.٫٬]\\p{Nd})";

    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}._%+-])[\\p{L}\\p{Nd}._%+-]{1,64}+@[\\p{L}\\p{Nd}-]{1,63}(?:\\.[\\p{L}\\p{Nd}-]{1,63}){1,5}");

    /// An identity card number, 13 digits in any grouping; a sales tax number looks the same.
    private static final Pattern IDENTITY_NUMBER = Pattern.compile(NUMBER_START + "(?:\\p{Nd}" + DIGIT_GAP
            + "){12}\\p{Nd}" + NUMBER_END + "|(?<!\\p{Nd})\\p{Nd}{5}\\.\\p{Nd}{7}\\.\\p{Nd}(?!\\p{Nd})");

    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}.])(?:\\+|[0٠۰]{2}(?=[1-9١-٩۱-۹])|(?=[0٠۰]))" + DIGIT_GAP + "\\p{Nd}(?:"
                    + DIGIT_GAP + "\\p{Nd}){8,14}" + NUMBER_END);

    private static final Pattern TAX_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}.-])[A-Za-z]?\\p{Nd}{6,7}[‐-― -]\\p{Nd}" + NUMBER_END);

    /// Digits in a row that are no date, time or network address.
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!\\p{Nd})\\p{Nd}{8,4096}+");

    private static final int MAX_VISIBLE_DIGITS = 2;

    private SensitiveTextMasker() {}

    /// @return the same text when nothing has to be masked
    public static String maskText(String text) {
        if (text == null || text.indexOf('@') < 0 && text.codePoints().noneMatch(Character::isDigit)) {
            return text;
        }
        String masked = replace(EMAIL, text, SensitiveTextMasker::maskAddress);
        masked = replace(IDENTITY_NUMBER, masked, found -> ValueMasker.maskAllButLast(found, 1));
        for (Pattern pattern : new Pattern[] {PHONE_NUMBER, TAX_NUMBER, LONG_NUMBER}) {
            masked = replace(pattern, masked, found -> ValueMasker.maskAllButLast(found, MAX_VISIBLE_DIGITS));
        }
        return masked;
    }

    /// Masks a text that was meant for a sensitive question and not understood: every word with a digit or an at sign
    /// may be a part of the value.
    static String maskParts(String text) {
        return replace(
                WORD_PATTERN,
                text,
                found -> found.indexOf('@') < 0 && found.codePoints().noneMatch(Character::isDigit)
                        ? found
                        : ValueMasker.maskAllButLast(found, 1));
    }

    private static final Pattern WORD_PATTERN = Pattern.compile("\\S++");

    private static String maskAddress(String found) {
        int at = found.lastIndexOf('@');
        return found.substring(0, 1) + ValueMasker.MASK_CHARACTER.repeat(3) + found.substring(at);
    }

    private static String replace(Pattern pattern, String text, java.util.function.UnaryOperator<String> mask) {
        Matcher matcher = pattern.matcher(text);
        return matcher.replaceAll((MatchResult found) -> Matcher.quoteReplacement(mask.apply(found.group())));
    }

    /// Masks a text that was meant as the value of a sensitive field.
    ///
    /// @param type of the field
    /// @param reading result of the type
    public static String maskText(FieldType type, FieldParseResult reading, String text, FieldContext context) {
        return switch (reading) {
            case FieldParseResult.Accepted accepted -> type.maskValue(accepted.value(), context);
            case FieldParseResult.Doubtful doubtful -> type.maskValue(doubtful.value(), context);
            case FieldParseResult.Partial partial -> maskParts(text);
            case FieldParseResult.NoAnswer none -> maskParts(text);
            case FieldParseResult.Refused refused -> maskParts(text);
        };
    }
}
