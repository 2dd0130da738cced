package pk.rahnuma.dialog.cost;

import java.util.LinkedHashMap;
import java.util.Map;

/// Texts that cost the most to read: what expressions repeat, and what grows when it is normalised.
final class WorstTexts {

    /// Pieces that are repeated, by what they are.
    static final Map<String, String> KINDS = kinds();

    private WorstTexts() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("letters without a blank", "a");
        kinds.put("letters and commas", "a,");
        kinds.put("letters that normalise to three", "\uFB2C");
        kinds.put("a ligature of a sentence", "\uFDFA");
        kinds.put("full-width letters", "\uFF41");
        kinds.put("full-width words", "\uFF41\uFF42 ");
        kinds.put("Urdu words", "\u0646\u0627\u0645 ");
        kinds.put("marks in the wrong order", "\u0301\u0323");
        kinds.put("letters with marks", "a\u0301");
        kinds.put("short lines", "a\n");
        kinds.put("lines of one word", "yes\n");
        kinds.put("digits", "1");
        kinds.put("digits and dots", "1.");
        kinds.put("digits and dashes", "1-");
        kinds.put("digits and blanks", "1 ");
        kinds.put("digits and slashes", "1/");
        kinds.put("digits in groups of three", "123,");
        kinds.put("IPv4 addresses", "39.32.1.1 ");
        kinds.put("colons", "1:");
        kinds.put("at signs", "@");
        kinds.put("letters and at signs", "a@");
        kinds.put("mail addresses", "a@b.cc ");
        kinds.put("dots", ".");
        kinds.put("words and dots", "a.");
        kinds.put("dashes", "-");
        kinds.put("blanks", " ");
        kinds.put("blanks and letters", "a ");
        kinds.put("wide blanks", "\u3000");
        kinds.put("slashes", "/");
        kinds.put("question marks", "a?");
        kinds.put("words that join", "and ");
        kinds.put("words to change", "change ");
        kinds.put("words that introduce", "my name is ");
        kinds.put("words that say nothing", "please ok ");
        kinds.put("months", "jan 1 ");
        kinds.put("numbers by word", "one hundred ");
        kinds.put("cities", "lahore ");
        kinds.put("yes and no", "yes no ");
        kinds.put("negations", "not no ");
        kinds.put("invisible characters", "\u200B");
        kinds.put("opening brackets", "[(");
        kinds.put("options", "freelancer company ");
        kinds.put("corrections", "no, my name is wrong, ");
        kinds.put("questions", "what is the fee? ");
        kinds.put("pairs", "\uD83D\uDE00");
        return kinds;
    }

    static String repeat(String piece, int length) {
        return piece.repeat(length / piece.length() + 1).substring(0, length);
    }
}
