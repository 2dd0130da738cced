package pk.rahnuma.faq.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import pk.rahnuma.dialog.understanding.TextNormaliser;

/// Maps the many spellings of a word to one. Roman Urdu has no standard: `kaise`, `kese` and `kaisay` are one word, and
/// so are `nahi`, `nahin` and `nai`. Urdu letters come with and without hamza, and in two shapes of yeh and heh.
///
/// The result is only for comparing. Latin words of both languages are folded alike, since their language is not known.
public final class SpellingNormaliser {

    /// Number of digits from which a word is an identifying number, whose value does not matter.
    private static final int MIN_NUMBER_DIGITS = 4;

    /// An IPv4 address, as people write it: some write `x` for its end.
    private static final Pattern IPV4_PATTERN = Pattern.compile("(?<!\\w)\\d{1,3}(?:\\.(?:\\d{1,3}|x)){3}(?!\\w)");

    /// `-ing`, `-ed`, `-es` and `-s`, by their sound.
    private static final List<String> ENGLISH_ENDINGS = List.of("ing", "id", "is", "s");

    private static final int MIN_STEM_LENGTH = 3;

    /// Letters of Urdu by sound, without vowels and letters that may be either.
    private static final String URDU_LETTERS = "بپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمن";

    private static final String[] URDU_LETTER_SOUNDS = {
        "b", "p", "t", "t", "s", "j", "c", "", "k", "d", "d", "z", "r", "r", "z", "z", "s", "s", "s", "z", "t", "z", "",
        "g", "f", "k", "k", "g", "l", "m", "n"
    };

    private SpellingNormaliser() {}

    /// The words of a text in one case and one alphabet each, without marks.
    public static List<String> splitWords(String said) {
        List<String> words = new ArrayList<>();
        for (String word : TextNormaliser.toComparisonKey(
                        IPV4_PATTERN.matcher(said).replaceAll("ip"))
                .split(" ")) {
            if (!word.isEmpty()) {
                boolean number = word.chars().filter(Character::isDigit).count() >= MIN_NUMBER_DIGITS;
                words.add(number ? "0000" : normaliseUrdu(word));
            }
        }
        return words;
    }

    /// Replaces variants of Urdu letters.
    private static String normaliseUrdu(String word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case 'أ', 'إ', 'آ', 'ٱ' -> out.append('ا');
                case 'ے', 'ئ', 'ۓ' -> out.append('ی');
                case 'ؤ' -> out.append('و');
                case 'ھ', 'ۂ', 'ۃ', 'ە' -> out.append('ہ');
                case 'ں' -> out.append('ن');
                case 'ء' -> {}
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /// Sound of a word from [#splitWords]. Urdu words stay the same.
    public static String toSound(String word) {
        if (!isLatin(word)) {
            return word;
        }
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            switch (c) {
                case 'p' -> {
                    out.append(next == 'h' ? 'f' : 'p');
                    i += next == 'h' ? 1 : 0;
                }
                case 'w' -> out.append('v');
                case 'q' -> out.append('k');
                case 'x' -> out.append("ks");
                case 'c' -> out.append(next == 'h' || next == 'e' || next == 'i' ? (next == 'h' ? 'c' : 's') : 'k');
                case 'e', 'y' -> out.append('i');
                case 'o' -> out.append('u');
                case 'h' -> {
                    // Breath after a consonant or between vowels is written or not.
                    if (i == 0) {
                        out.append('h');
                    }
                }
                default -> out.append(c);
            }
        }
        return trimNasal(reduceDoubles(out));
    }

    /// Reduces `aa`, `ai`, `ei` and doubled consonants to one letter.
    private static StringBuilder reduceDoubles(CharSequence word) {
        StringBuilder out = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            char last = out.isEmpty() ? ' ' : out.charAt(out.length() - 1);
            if (c == last && !Character.isDigit(c)) {
                continue;
            }
            if (c == 'i' && last == 'a') {
                out.setCharAt(out.length() - 1, 'i');
            } else {
                out.append(c);
            }
        }
        return out;
    }

    /// Removes a final nasal that is often not written: `main`, `me`; `hun`, `hu`.
    private static String trimNasal(StringBuilder word) {
        int last = word.length() - 1;
        if (last >= 2 && word.charAt(last) == 'n' && "aiu".indexOf(word.charAt(last - 1)) >= 0) {
            word.setLength(last);
        }
        return word.toString();
    }

    /// Sound of a word without English endings, so that `fees` is `fee` and `registered` is `register`.
    public static String toStem(String word) {
        String sound = toSound(word);
        if (!isLatin(word)) {
            return sound;
        }
        for (String ending : ENGLISH_ENDINGS) {
            int least = ending.length() == 1 ? MIN_STEM_LENGTH - 1 : MIN_STEM_LENGTH;
            if (sound.endsWith(ending) && sound.length() - ending.length() >= least) {
                return sound.substring(0, sound.length() - ending.length());
            }
        }
        return sound.length() > MIN_STEM_LENGTH && sound.endsWith("i") ? sound.substring(0, sound.length() - 1) : sound;
    }

    /// Consonants of a word, the same in both alphabets: `register` and `رجسٹر` are `rjstr`.
    public static String toConsonants(String word) {
        StringBuilder out = new StringBuilder(word.length());
        if (isLatin(word)) {
            String sound = toSound(word);
            for (int i = 0; i < sound.length(); i++) {
                char c = sound.charAt(i);
                boolean soft = c == 'g' && i + 1 < sound.length() && sound.charAt(i + 1) == 'i';
                if ("aiuhv".indexOf(c) < 0) {
                    appendOnce(out, soft ? 'j' : c);
                }
            }
        } else {
            for (int i = 0; i < word.length(); i++) {
                int at = URDU_LETTERS.indexOf(word.charAt(i));
                if (at >= 0 && !URDU_LETTER_SOUNDS[at].isEmpty()) {
                    appendOnce(out, URDU_LETTER_SOUNDS[at].charAt(0));
                }
            }
        }
        return out.toString();
    }

    private static void appendOnce(StringBuilder out, char c) {
        if (out.isEmpty() || out.charAt(out.length() - 1) != c) {
            out.append(c);
        }
    }

    static boolean isLatin(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }
}
