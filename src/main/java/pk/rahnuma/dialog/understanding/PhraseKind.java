package pk.rahnuma.dialog.understanding;

import java.util.Locale;

/// Kinds of phrases that the texts list under `phrases.<kind>`, in small letters.
public enum PhraseKind {
    /// Words that say nothing, at either end of a sentence: "please", "ji".
    FILLER,
    /// Words around what a person wants: "I want to … now", "mujhe … karwana hai".
    REQUEST,
    /// Words before what is the person's: "my", "apna".
    OWN,
    /// Words before a value: "my name is", "mera naam".
    INTRODUCTION,
    /// Words before a value that has words after it too: "main … hun".
    ENCLOSING_INTRODUCTION,
    /// Words after a value: "hai", "hun".
    CLOSING,
    /// Words that turn a sentence into its opposite: "not", "nahi".
    NEGATION,
    /// Words that deny the name behind them: "not", "instead of".
    DENIES_NEXT,
    /// Words that deny the name before them: "nahi", "ki jagah".
    DENIES_PREVIOUS,
    /// Words before what holds now, beside what was before: "now", "moved to".
    HOLDS_NEXT,
    /// Words after what was before: "se", "tha".
    FORMER_PREVIOUS,
    /// "My brother's name": something is not the person's own.
    OTHER_OWNER,
    /// "On my own CNIC": something is the person's own.
    SAME_OWNER,
    /// "Name": the words behind it are one.
    NAME,
    /// Words beside a country that say no more of it: "based in", "ki company".
    BESIDE_PLACE,
    /// Words for whom people work for: "firm", "client". A country beside one is theirs.
    EMPLOYER,
    /// Words between the name of an item and its values: "has", "ka".
    BESIDE_ITEM,
    /// "Ends in": only the last digits of a number are said.
    ENDING,
    /// Words that limit a yes or a no: "but", "lekin".
    CONTRAST,
    /// Words at the start of a question: "what", "kaise".
    INTERROGATIVE,
    /// "I do not know".
    UNKNOWN,
    /// "The same as before".
    SAME,
    /// "Why do you need this?"
    REASON,
    /// "I will tell you later".
    LATER,
    /// "One moment".
    WAIT,
    /// "I have none".
    NONE,
    GREETING,
    INSULT,
    /// Words around an insult: "you are … ", "tum … ho".
    ADDRESS,
    /// "Great work": praise answers nothing.
    PRAISE,
    /// Ways to say yes, from the options of yes and no.
    AGREEMENT("option_words.yes_no.yes"),
    REFUSAL("option_words.yes_no.no"),
    /// Words for how people work: "freelancer", "upwork par kaam". They say nothing about what is wanted.
    OCCUPATION,
    /// Cities: one alone is seldom the name of a person.
    CITY,
    /// Legal forms at the end of the name of a company: "private limited".
    COMPANY_FORM,
    /// Names that go on with a word that is also said after a value: "abdul" before "hai".
    NAME_BEGINNING,
    /// Single words of sentences that no name has: "is", "bhejo".
    SENTENCE,
    TODAY,
    YESTERDAY,
    TOMORROW,
    /// Yesterday or tomorrow: Urdu has one word for both.
    DAY_BESIDE_TODAY,
    DAY_AFTER_TOMORROW,
    /// Words that count back from today: "since", "ago", "se".
    AGO,
    /// The one before the current: "last", "pichle".
    LAST,
    /// The current one: "this", "is".
    CURRENT,
    ARTICLE,
    HALF,
    ONE_AND_HALF,
    TWO_AND_HALF,
    /// A half to be added to the number after it: "sarhe teen".
    HALF_ADDED,
    MORNING,
    AFTERNOON,
    EVENING,
    NIGHT,
    HOUR,
    /// Words after the number of an hour: "baje", "o'clock".
    CLOCK,
    /// Words around the time of a reminder: "remind me at", "yaad dilana".
    REMINDER,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    private final String key;

    PhraseKind() {
        key = "phrases." + name().toLowerCase(Locale.ROOT);
    }

    /// @param key of words that serve elsewhere too
    PhraseKind(String key) {
        this.key = key;
    }

    /// Key of its phrases in the texts.
    public String key() {
        return key;
    }

    /// This kind as a set of kinds.
    public long bit() {
        return 1L << ordinal();
    }

    /// A set of kinds, as a sum of bits.
    public static long bits(PhraseKind... kinds) {
        long bits = 0;
        for (PhraseKind kind : kinds) {
            bits |= kind.bit();
        }
        return bits;
    }
}
