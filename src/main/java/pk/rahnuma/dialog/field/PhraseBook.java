package pk.rahnuma.dialog.field;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Phrases of all languages with which people say more, less or something other than a bare value. All phrases, and the
/// texts compared with them, are keys of [TextNormaliser#toComparisonKey].
public final class PhraseBook {

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
        /// "My brother's name": something is not the person's own.
        OTHER_OWNER,
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
        /// Names that go on with a word that is also said after a value: "abdul" before "hai".
        NAME_BEGINNING,
        /// Single words of sentences that no name has: "is", "bhejo".
        SENTENCE,
        TODAY,
        YESTERDAY,
        TOMORROW,
        /// Yesterday or tomorrow: Urdu has one word for both.
        DAY_BESIDE_TODAY,
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

        String key() {
            return key;
        }
    }

    /// A book without phrases: only bare values are understood.
    public static final PhraseBook EMPTY = new PhraseBook(key -> Set.of(), list -> List.of());

    /// Words that a sentence has before and after a value.
    public static final Set<PhraseKind> AROUND_VALUE = Set.of(
            PhraseKind.INTRODUCTION,
            PhraseKind.ENCLOSING_INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.OWN,
            PhraseKind.AGO,
            PhraseKind.FILLER,
            PhraseKind.GREETING);

    /// Minimum words of a question that a word in it shows.
    private static final int MIN_QUESTION_WORDS = 3;
    /// Maximum words of a phrase.
    private static final int MAX_PHRASE_WORDS = 8;
    /// Maximum words of a sentence in which only the last one shows that the others are a value.
    private static final int MAX_CLOSED_WORDS = 5;
    /// Numbers and places in a list that have words.
    private static final int MAX_NUMBER = 12;

    private static final Pattern CLAUSE_END = Pattern.compile("[,،;؛.!۔\\n]+");
    private static final Pattern PART_END = Pattern.compile("(?<=[,،;؛!۔\\n])");
    private static final String VALUE_END = ",،;؛\n|";

    private final Map<PhraseKind, Set<String>> phrases = new EnumMap<>(PhraseKind.class);
    private final List<Set<String>> numbers = new ArrayList<>();
    private final List<Set<String>> ordinals = new ArrayList<>();
    private final Map<String, List<FieldContext.Option>> names = new ConcurrentHashMap<>();
    private final Function<String, List<FieldContext.Option>> namesFor;

    /// @param wordsFor phrases of a key such as `phrases.unknown`, of all languages
    /// @param namesFor names of a list, with the ways to write them
    public PhraseBook(Function<String, Set<String>> wordsFor, Function<String, List<FieldContext.Option>> namesFor) {
        this.namesFor = namesFor;
        for (PhraseKind kind : PhraseKind.values()) {
            phrases.put(kind, Set.copyOf(wordsFor.apply(kind.key())));
        }
        for (int number = 1; number <= MAX_NUMBER; number++) {
            numbers.add(Set.copyOf(wordsFor.apply("phrases.number_" + number)));
            ordinals.add(Set.copyOf(wordsFor.apply("phrases.ordinal_" + number)));
        }
    }

    /// Known names of a list, such as that of VPN programs.
    public List<FieldContext.Option> namesOf(String list) {
        return names.computeIfAbsent(list, namesFor);
    }

    /// True when the text is a phrase of this kind.
    public boolean isPhrase(PhraseKind kind, String key) {
        return phrases.get(kind).contains(key);
    }

    public boolean startsWithPhrase(PhraseKind kind, String key) {
        List<String> words = wordsOf(key);
        for (int count = Math.min(words.size(), MAX_PHRASE_WORDS); count > 0; count--) {
            if (isPhrase(kind, String.join(" ", words.subList(0, count)))) {
                return true;
            }
        }
        return false;
    }

    public boolean containsPhrase(PhraseKind kind, String key) {
        List<String> words = wordsOf(key);
        for (int from = 0; from < words.size(); from++) {
            if (startsWithPhrase(
                    kind, String.join(" ", words.subList(from, Math.min(words.size(), from + MAX_PHRASE_WORDS))))) {
                return true;
            }
        }
        return false;
    }

    /// True when there is a word that asks, also where it does not begin the question: "fees kitni hai".
    public boolean containsQuestion(String key) {
        List<String> words = wordsOf(key);
        return words.size() >= MIN_QUESTION_WORDS
                && words.stream().anyMatch(word -> isPhrase(PhraseKind.INTERROGATIVE, word));
    }

    /// True when there is a word that only a sentence has: "send it".
    public boolean containsSentenceWord(String key) {
        return wordsOf(key).stream().anyMatch(word -> isPhrase(PhraseKind.SENTENCE, word));
    }

    /// Text without the parts that say in which city a person is: "main Lahore mein rehta hun, fee kitni hai".
    public String withoutCityStatements(String text) {
        return PART_END.splitAsStream(text).filter(part -> !statesCity(part)).collect(Collectors.joining(" "));
    }

    /// True when the sentence says that a person is in a city, and nothing else: "main Lahore mein rehta hun".
    private boolean statesCity(String sentence) {
        String key = TextNormaliser.toComparisonKey(sentence);
        return containsPhrase(PhraseKind.CITY, key)
                && withoutPhrases(AROUND_VALUE, withoutPhrases(Set.of(PhraseKind.CITY), key))
                        .isEmpty();
    }

    /// Key without cities, and the word beside each that says where: "from Karachi", "Lahore se".
    public String withoutCities(String key) {
        List<String> words = wordsOf(key);
        List<String> kept = new ArrayList<>();
        for (int from = 0; from < words.size(); ) {
            int used = 0;
            for (int count = Math.min(words.size() - from, MAX_PHRASE_WORDS); count > 0 && used == 0; count--) {
                used = isPhrase(PhraseKind.CITY, String.join(" ", words.subList(from, from + count))) ? count : 0;
            }
            if (used == 0) {
                kept.add(words.get(from));
                from++;
                continue;
            }
            from += used;
            if (from < words.size()
                    && (isPhrase(PhraseKind.AGO, words.get(from)) || isPhrase(PhraseKind.CLOSING, words.get(from)))) {
                from++;
            } else if (!kept.isEmpty() && isPhrase(PhraseKind.INTRODUCTION, kept.getLast())) {
                kept.removeLast();
            }
        }
        return String.join(" ", kept);
    }

    /// Number that a word means, or empty.
    public OptionalInt numberOf(String word) {
        return positionOf(numbers, word);
    }

    /// Place in a list that a phrase means, counted from 1, or empty.
    public OptionalInt ordinalOf(String key) {
        return positionOf(ordinals, key);
    }

    private static OptionalInt positionOf(List<Set<String>> all, String key) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).contains(key)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /// Key without words that say nothing at its ends.
    public String withoutFillers(String key) {
        List<String> words = wordsOf(key);
        int from = 0;
        int to = words.size();
        while (from < to && isPhrase(PhraseKind.FILLER, words.get(from))) {
            from++;
        }
        while (to > from && isPhrase(PhraseKind.FILLER, words.get(to - 1))) {
            to--;
        }
        return String.join(" ", words.subList(from, to));
    }

    /// Clauses of a sentence, as keys: they end at punctuation, before a contrast ("but"), and behind "nahi hai".
    public List<String> clausesOf(String sentence) {
        List<String> clauses = new ArrayList<>();
        for (String part : CLAUSE_END.split(sentence)) {
            List<String> clause = new ArrayList<>();
            for (String word : wordsOf(TextNormaliser.toComparisonKey(part))) {
                boolean denied = clause.size() > 1
                        && isPhrase(PhraseKind.CLOSING, clause.getLast())
                        && isPhrase(PhraseKind.NEGATION, clause.get(clause.size() - 2));
                if (denied || isPhrase(PhraseKind.CONTRAST, word)) {
                    clauses.add(String.join(" ", clause));
                    clause.clear();
                }
                clause.add(word);
            }
            clauses.add(String.join(" ", clause));
        }
        clauses.removeIf(String::isEmpty);
        return clauses;
    }

    /// Key without all phrases of these kinds, wherever they are.
    public String withoutPhrases(Set<PhraseKind> kinds, String key) {
        return withoutPhrases(phrase -> kinds.stream().anyMatch(kind -> isPhrase(kind, phrase)), key);
    }

    /// Key without all phrases, the longest first.
    public static String withoutPhrases(Predicate<String> isPhrase, String key) {
        List<String> words = wordsOf(key);
        List<String> kept = new ArrayList<>();
        for (int from = 0; from < words.size(); ) {
            int used = 0;
            for (int count = Math.min(words.size() - from, MAX_PHRASE_WORDS); count > 0 && used == 0; count--) {
                used = isPhrase.test(String.join(" ", words.subList(from, from + count))) ? count : 0;
            }
            if (used == 0) {
                kept.add(words.get(from));
            }
            from += Math.max(1, used);
        }
        return String.join(" ", kept);
    }

    /// Text without a phrase at its end, the longest that there is: "Sara Khan my number is".
    public String withoutPhraseAtEnd(PhraseKind kind, String text) {
        List<String> words = wordsOf(text.strip());
        for (int count = Math.min(words.size(), MAX_PHRASE_WORDS); count > 0; count--) {
            int start = words.size() - count;
            if (isPhrase(kind, keyOf(String.join(" ", words.subList(start, words.size()))))) {
                return String.join(" ", words.subList(0, start));
            }
        }
        return text.strip();
    }

    /// Value of a sentence that has words before it ("my name is Sara Khan", "mera naam Sara Khan hai") or after it
    /// ("Sara Khan hai"), as typed.
    ///
    /// @param sentence on one line
    /// @return null when the sentence has no such words
    public String introducedValue(String sentence) {
        List<String> words = Arrays.asList(sentence.split(" "));
        int start = introductionEnd(words);
        boolean bare = start == 0 && (words.size() > MAX_CLOSED_WORDS || !isClosing(words, words.size() - 1));
        if (start == words.size() || bare) {
            return null;
        }
        int end = start;
        while (end < words.size() && !isClosing(words, end)) {
            if (isEnd(words.get(end))) {
                end++;
                break;
            }
            end++;
        }
        String value = String.join(" ", words.subList(start, end)).strip();
        int last = value.length();
        while (last > 0 && (VALUE_END + ".!۔: ").indexOf(value.charAt(last - 1)) >= 0) {
            last--;
        }
        return last == 0 ? null : value.substring(0, last);
    }

    /// True for the last word of a value: a stop behind a number ends the sentence, unlike one behind an abbreviation.
    private static boolean isEnd(String word) {
        char last = word.charAt(word.length() - 1);
        return VALUE_END.indexOf(last) >= 0
                || last == '.' && word.length() > 1 && Character.isDigit(word.charAt(word.length() - 2));
    }

    /// Number of words that introduce the value, after greetings and words that say nothing.
    private int introductionEnd(List<String> words) {
        int start = 0;
        boolean introduced = false;
        for (boolean found = true; found && start < words.size(); ) {
            found = false;
            for (int count = Math.min(words.size() - start, MAX_PHRASE_WORDS); count > 0 && !found; count--) {
                String key = TextNormaliser.toComparisonKey(String.join(" ", words.subList(start, start + count)));
                if (isPhrase(PhraseKind.INTRODUCTION, key)
                        || isPhrase(PhraseKind.ENCLOSING_INTRODUCTION, key) && isClosing(words, words.size() - 1)) {
                    introduced = true;
                    found = true;
                } else if (!introduced && (isPhrase(PhraseKind.FILLER, key) || isPhrase(PhraseKind.GREETING, key))) {
                    found = true;
                }
                start += found ? count : 0;
            }
        }
        return introduced ? start : 0;
    }

    /// True for a word after a value. A name may be the same word: "Muhammad Abdul Hai".
    private boolean isClosing(List<String> words, int index) {
        String word = words.get(index);
        return !word.isEmpty()
                && (index == 0 || !isPhrase(PhraseKind.NAME_BEGINNING, keyOf(words.get(index - 1))))
                && !Character.isUpperCase(word.codePointAt(0))
                && isPhrase(PhraseKind.CLOSING, keyOf(word));
    }

    private static String keyOf(String word) {
        return TextNormaliser.toComparisonKey(word);
    }

    static List<String> wordsOf(String key) {
        return key.isEmpty() ? List.of() : Arrays.asList(key.split(" "));
    }
}
