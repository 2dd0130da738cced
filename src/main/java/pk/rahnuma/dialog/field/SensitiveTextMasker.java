package pk.rahnuma.dialog.field;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks identity card numbers, passports, other long numbers, tax numbers, phone numbers and e-mail addresses within
/// free text, for readers who may not see it in full. Dates, times and network addresses stay readable: dots, colons
/// and commas count only where the groups between them are those of such a number. All quantifiers are bounded or
/// possessive, so that the time grows with the length of the text alone.
public final class SensitiveTextMasker {

    /// Gap between the digits of one number: spaces, hyphens and dashes, slashes, brackets, invisible characters.
    private static final String DIGIT_GAP = "[\\s\\u00a0\\u200b-\\u200f\\u2060\\u2066-\\u2069‐-―/()-]{0,3}";

    private static final String NUMBER_START = "(?<![\\p{Nd}.٫٬])";
    private static final String NUMBER_END = "(?![\\p{Nd}]|[.٫٬]\\p{Nd})";

    /// Characters that people put between the groups of a number.
    private static final String GROUP_GAP = "[._:;,*|~\\s\\u00a0\\u200b-\\u200f\\u2060\\u2066-\\u2069‐-―/()-]{0,3}";

    private static final String LOCAL_PART = "[\\p{L}\\p{Nd}._%+-]";
    private static final String HOST_LABEL = "[\\p{L}\\p{Nd}-]{1,63}+";
    private static final String BRACKETED_AT = "\\s{0,3}[(\\[{<]\\s{0,2}(?:at|@)\\s{0,2}[)\\]}>]\\s{0,3}";
    private static final String BRACKETED_DOT = "\\s{0,3}[(\\[{<]\\s{0,2}(?:dot|\\.)\\s{0,2}[)\\]}>]\\s{0,3}";
    private static final String WRITTEN_DOT = "\\s{1,3}dot\\s{1,3}";
    /// A word alone, only before a host whose dot is written too: "at" is an English word.
    private static final String WRITTEN_AT =
            "\\s{1,3}at\\s{1,3}(?=" + HOST_LABEL + "(?:" + WRITTEN_DOT + "|" + BRACKETED_DOT + "))";

    private static final Pattern EMAIL = Pattern.compile(
            "(?<!" + LOCAL_PART + ")" + LOCAL_PART + "{1,64}+(?:@|" + BRACKETED_AT + "|" + WRITTEN_AT + ")" + HOST_LABEL
                    + "(?:(?:\\.|" + BRACKETED_DOT + "|" + WRITTEN_DOT + ")" + HOST_LABEL + "){1,5}",
            Pattern.CASE_INSENSITIVE);

    /// An identity card number, 13 digits in any grouping; a sales tax number looks the same. Dots and colons separate
    /// its own groups only, since those of network addresses are shorter.
    private static final Pattern IDENTITY_NUMBER = Pattern.compile(NUMBER_START + "(?:\\p{Nd}" + DIGIT_GAP
            + "){12}\\p{Nd}" + NUMBER_END + "|" + NUMBER_START + "(?:\\p{Nd}[,_]?+){12}\\p{Nd}" + NUMBER_END
            + "|(?<!\\p{Nd})\\p{Nd}{5}" + GROUP_GAP + "\\p{Nd}{7}" + GROUP_GAP + "\\p{Nd}(?!\\p{Nd})");

    /// A passport: one or two letters and six to nine digits.
    private static final Pattern PASSPORT_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}])(?:[A-Za-z]{1,2}|[A-Z]{1,2}[ -])\\p{Nd}{6,9}(?![\\p{L}\\p{Nd}])");

    /// A mobile number of Pakistan, its groups separated in any way.
    private static final Pattern MOBILE_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}])(?:(?:\\+|[0٠۰]{2})?[9٩۹][2٢۲]|[0٠۰])" + GROUP_GAP + "[3٣۳]\\p{Nd}{2}"
                    + GROUP_GAP + "\\p{Nd}{3}" + GROUP_GAP + "\\p{Nd}{4}(?!\\p{Nd})");

    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}.])(?:\\+|[0٠۰]{2}(?=[1-9١-٩۱-۹])|(?=[0٠۰]))" + DIGIT_GAP + "\\p{Nd}(?:"
                    + DIGIT_GAP + "\\p{Nd}){8,14}" + NUMBER_END);

    private static final Pattern TAX_NUMBER =
            Pattern.compile("(?<![\\p{L}\\p{Nd}.-])[A-Za-z]?\\p{Nd}{6,7}[‐-― -]\\p{Nd}" + NUMBER_END);

    /// Digits in a row that are no date, time or network address.
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!\\p{Nd})\\p{Nd}{8,4096}+");

    private static final int MAX_VISIBLE_DIGITS = 2;

    /// Digits of the shortest number that is masked, that of a passport.
    private static final int MIN_NUMBER_DIGITS = 6;

    private SensitiveTextMasker() {}

    /// @return the same text when nothing has to be masked
    public static String maskText(String text) {
        if (text == null) {
            return null;
        }
        String masked = hasAddressSign(text) ? replaceMatches(EMAIL, text, SensitiveTextMasker::maskAddress) : text;
        if (countDigits(masked) < MIN_NUMBER_DIGITS) {
            return masked;
        }
        masked = replaceMatches(IDENTITY_NUMBER, masked, found -> ValueMasker.maskAllButLast(found, 1));
        for (Pattern pattern : new Pattern[] {PASSPORT_NUMBER, MOBILE_NUMBER, PHONE_NUMBER, TAX_NUMBER, LONG_NUMBER}) {
            masked = replaceMatches(pattern, masked, found -> ValueMasker.maskAllButLast(found, MAX_VISIBLE_DIGITS));
        }
        return masked;
    }

    /// True when the text has an at sign, or "at" at the beginning of a word: without one [#EMAIL] finds nothing.
    private static boolean hasAddressSign(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '@'
                    || (letter == 'a' || letter == 'A')
                            && i > 0
                            && !Character.isLetterOrDigit(text.charAt(i - 1))
                            && text.regionMatches(true, i + 1, "t", 0, 1)) {
                return true;
            }
        }
        return false;
    }

    private static long countDigits(String text) {
        return text.codePoints().filter(Character::isDigit).count();
    }

    /// Masks a text that was meant for a sensitive question and not understood: every word with a digit or an at sign
    /// may be a part of the value.
    static String maskParts(String text) {
        return replaceMatches(
                WORD_PATTERN,
                text,
                found -> found.indexOf('@') < 0 && found.codePoints().noneMatch(Character::isDigit)
                        ? found
                        : ValueMasker.maskAllButLast(found, 1));
    }

    private static final Pattern WORD_PATTERN = Pattern.compile("\\S++");

    private static final Pattern LOCAL_PART_PATTERN = Pattern.compile(LOCAL_PART + "{1,64}+");

    private static String maskAddress(String found) {
        Matcher local = LOCAL_PART_PATTERN.matcher(found);
        return found.substring(0, 1)
                + ValueMasker.MASK_CHARACTER.repeat(3)
                + found.substring(local.lookingAt() ? local.end() : 1);
    }

    private static String replaceMatches(Pattern pattern, String text, java.util.function.UnaryOperator<String> mask) {
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
