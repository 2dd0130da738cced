package pk.rahnuma.dialog.understanding;

import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Normalises typed text: one form for all that looks the same. Urdu keyboards have their own digits, Arabic ones have
/// letters that only look Urdu, and a copied number carries invisible characters (docs/domain.md, "Look-alike
/// letters"). Normalising twice changes nothing.
public final class TextNormaliser {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Pattern EMPTY_LINES = Pattern.compile("\n{3,}");
    private static final int DROPPED = -1;
    /// Marks of one letter that are kept, as in the Stream-Safe Text Format (UAX #15). No language writes so many, and
    /// the normaliser sorts them one by one: thousands would take it seconds.
    private static final int MAX_MARKS = 30;
    private static final int FIRST_MARK = 0x300;
    /// As bits.
    private static final int COMBINING_TYPES =
            1 << Character.NON_SPACING_MARK | 1 << Character.ENCLOSING_MARK | 1 << Character.COMBINING_SPACING_MARK;
    /// Characters inside a word rather than between words: `e-mail`, `U.A.E.`, `don’t`.
    private static final String JOINING_MARKS = "'’‘`ʼ.-\u2010\u2011";

    private TextNormaliser() {}

    /// Text on one line, with single spaces.
    public static String toSingleLine(String typed) {
        return isPlain(typed) ? typed : collapseSpaces(cleanText(typed).replace('\n', ' '));
    }

    /// Text with its lines, and at most one empty line between two.
    public static String toLines(String typed) {
        if (isPlain(typed)) {
            return typed;
        }
        String lines =
                cleanText(typed).lines().map(TextNormaliser::collapseSpaces).collect(Collectors.joining("\n"));
        return EMPTY_LINES.matcher(lines).replaceAll("\n\n").strip();
    }

    /// Text without spaces, dashes and dots: a number without its grouping.
    public static String toDigits(String typed) {
        String text = toSingleLine(typed);
        StringBuilder out = new StringBuilder(text.length());
        for (int c, i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (!isGroupSeparator(c)) {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    /// Key for comparing words: lower case, letters and digits only, with one space between two words. Empty when there
    /// are none.
    public static String toComparisonKey(String typed) {
        WordReader reader = new WordReader(toSingleLine(typed));
        return switch (reader.count()) {
            case 0 -> "";
            case 1 -> reader.words()[0];
            default -> String.join(" ", Arrays.asList(reader.words()).subList(0, reader.count()));
        };
    }

    /// Key of one word: lower case, letters and digits only.
    ///
    /// @param word normalised, without spaces
    static String toWordKey(String word) {
        if (isPlainWord(word)) {
            return word;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(lower.length());
        boolean ascii = true;
        for (int c, i = 0; i < lower.length(); i += Character.charCount(c)) {
            c = lower.codePointAt(i);
            ascii &= c < 128;
            if (!joinsLetters(c)) {
                out.appendCodePoint(toLookalike(c));
            }
        }
        return ascii ? out.toString() : composeText(out);
    }

    private static boolean isPlainWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }

    /// True for a character inside a word that is no part of its key.
    static boolean joinsLetters(int c) {
        return JOINING_MARKS.indexOf(c) >= 0 || isMark(c);
    }

    /// Start of a text, long enough to recognise it in an answer.
    public static String abbreviate(String text) {
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
    }

    /// Number of characters as people count them.
    public static int countCharacters(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Number of letters of some scripts.
    public static long countLetters(String text, Set<Character.UnicodeScript> scripts) {
        return text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(Character.UnicodeScript::of)
                .filter(scripts::contains)
                .count();
    }

    private static String cleanText(String typed) {
        String normal = composeText(typed);
        StringBuilder out = new StringBuilder(normal.length());
        for (int c, i = 0; i < normal.length(); i += Character.charCount(c)) {
            c = normal.codePointAt(i);
            int plain = toPlain(c);
            if (plain != DROPPED) {
                out.appendCodePoint(plain);
            }
        }
        return composeText(out);
    }

    private static String composeText(CharSequence text) {
        return NFC.normalize(limitMarks(text));
    }

    /// Text without the marks behind the first [#MAX_MARKS] of a letter.
    private static CharSequence limitMarks(CharSequence text) {
        StringBuilder out = null;
        int marks = 0;
        for (int c, i = 0; i < text.length(); i += Character.charCount(c)) {
            c = Character.codePointAt(text, i);
            marks = isCombining(c) ? marks + 1 : 0;
            if (marks > MAX_MARKS && out == null) {
                out = new StringBuilder(text.length()).append(text, 0, i);
            } else if (marks <= MAX_MARKS && out != null) {
                out.appendCodePoint(c);
            }
        }
        return out == null ? text : out;
    }

    private static boolean isCombining(int c) {
        return c >= FIRST_MARK && (COMBINING_TYPES >> Character.getType(c) & 1) != 0;
    }

    /// True when the text is ASCII on one line with single spaces, as most input is.
    private static boolean isPlain(String typed) {
        char before = ' ';
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (c < ' ' || c > '~' || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return before != ' ' || typed.isEmpty();
    }

    /// The two letters of h are typed for each other.
    private static int toLookalike(int c) {
        return c == 'ھ' ? 'ہ' : c;
    }

    private static int toPlain(int c) {
        return switch (c) {
            case '\n', 0x85, 0x2028, 0x2029 -> '\n';
            case '\t', '\r', 0x0B, '\f' -> ' ';
            case 'ي', 'ى' -> 'ی';
            case 'ك' -> 'ک';
            case 'ه', 'ة' -> 'ہ';
            case 'ـ' -> DROPPED;
            default -> normaliseByType(c);
        };
    }

    private static int normaliseByType(int c) {
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER -> '0' + Character.digit(c, 10);
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> DROPPED;
            default -> c >= 0x064B && c <= 0x0652 ? DROPPED : c;
        };
    }

    private static boolean isGroupSeparator(int c) {
        return c == ' ' || c == '.' || c == '−' || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static String collapseSpaces(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' || (!out.isEmpty() && out.charAt(out.length() - 1) != ' ')) {
                out.append(c);
            }
        }
        if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
        return out.toString();
    }

    /// Text without these characters at its ends.
    public static String trimMarks(String text, String marks) {
        int from = 0;
        int to = text.length();
        while (from < to && marks.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && marks.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }
}
