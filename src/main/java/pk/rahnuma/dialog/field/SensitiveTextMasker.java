package pk.rahnuma.dialog.field;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks within free text what looks like an identity card number, another long number, a tax number, a phone number or
/// an e-mail address, for readers who may not see it in full. Days and network addresses stay readable: dates and dots
/// are no part of such numbers. All quantifiers are bounded, so that the time grows with the length of the text alone.
public final class SensitiveTextMasker {

    /// Between the digits of one number: spaces, hyphens and dashes, slashes, brackets, signs that are not seen.
    private static final String DIGIT_GAP = "[\\s\\u00a0\\u200b-\\u200f\\u2060\\u2066-\\u2069‐-―/()-]{0,3}";

    private static final String NUMBER_START = "(?<![\\p{Nd}.٫٬])";
    private static final String NUMBER_END = "(?![\\p{Nd}]|[.٫٬]\\p{Nd})";

    private static final Pattern EMAIL = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}._%+-])[\\p{L}\\p{Nd}._%+-]{1,64}+@[\\p{L}\\p{Nd}-]{1,63}(?:\\.[\\p{L}\\p{Nd}-]{1,63}){1,5}");

    /// An identity card, 13 digits however they are grouped; so is a sales tax number.
    private static final Pattern IDENTITY_NUMBER = Pattern.compile(NUMBER_START + "(?:\\p{Nd}" + DIGIT_GAP
            + "){12}\\p{Nd}" + NUMBER_END + "|(?<!\\p{Nd})\\p{Nd}{5}\\.\\p{Nd}{7}\\.\\p{Nd}(?!\\p{Nd})");

    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}.])(?:\\+|[0٠۰]{2}(?=[1-9١-٩۱-۹])|(?=[0٠۰]))" + DIGIT_GAP + "\\p{Nd}(?:"
                    + DIGIT_GAP + "\\p{Nd}){8,14}" + NUMBER_END);

    private static final Pattern TAX_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}.-])[A-Za-z]?\\p{Nd}{6,7}[‐-― -]\\p{Nd}" + NUMBER_END);

    /// Digits in a row that are no day, time or network address.
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!\\p{Nd})\\p{Nd}{8,4096}+");

    private static final int MAX_VISIBLE_DIGITS = 2;

    private SensitiveTextMasker() {}

    /// @return the same text where nothing in it looks like one
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

    /// The same for a text that should have answered a sensitive question and was not understood: every word with a
    /// digit or an at sign in it may be a part of the value.
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

    /// How what a person said reads to others when it was meant as the value of a field.
    ///
    /// @param type of the field, which is a sensitive one
    /// @param reading what the type made of it
    public static String maskText(FieldType type, FieldParseResult reading, String said, FieldContext ask) {
        return switch (reading) {
            case FieldParseResult.Accepted accepted -> type.maskValue(accepted.value(), ask);
            case FieldParseResult.Doubtful doubtful -> type.maskValue(doubtful.value(), ask);
            case FieldParseResult.Partial partial -> maskParts(said);
            case FieldParseResult.Refused refused -> maskParts(said);
        };
    }
}
