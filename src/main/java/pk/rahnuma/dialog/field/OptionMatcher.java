package pk.rahnuma.dialog.field;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.NonAnswer;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds options of a question by a tap or a text.
public final class OptionMatcher {
    /// Minimum letters of the beginning of a word.
    private static final int MIN_PREFIX_LENGTH = 3;

    /// A text of so few words may be a name of its own.
    private static final int MAX_NAME_WORDS = 2;
    /// Minimum letters of a word that alone means a label.
    private static final int MIN_LABEL_WORD_LENGTH = 4;
    /// A longer text is a story, in which options are named by chance.
    private static final int MAX_SENTENCE_WORDS = 30;

    /// Command whose words say that there is nothing else.
    private static final String DONE_COMMAND = "done";

    private static final Pattern NUMBER = Pattern.compile("[#(]?([0-9]{1,3})[.)۔]?");
    /// Words that may be beside the name of an option without making it another.
    private static final long BESIDE_NAME = PhraseKind.bits(
            PhraseKind.FILLER, PhraseKind.CLOSING, PhraseKind.UNKNOWN, PhraseKind.INTRODUCTION, PhraseKind.AGO);

    /// Words beside a name that a text states.
    private static final long AROUND_NAME = Utterance.AROUND_VALUE | PhraseKind.BESIDE_ITEM.bit();

    private final OptionList options;

    public OptionMatcher(List<Option> options) {
        this.options = OptionList.of(options);
    }

    /// Option with exactly this value, as a tap sends it; or null.
    public Option findByValue(String text) {
        return options.findByValue(text);
    }

    /// Option by value or word; null when it is none.
    public Option findByName(String text) {
        Option tapped = options.findByValue(text);
        return tapped != null || options.isEmpty() ? tapped : options.findByKey(TextNormaliser.toComparisonKey(text));
    }

    /// Option by value, number on the list, or word; null when it is none.
    Option findByText(String text) {
        Option tapped = findByValue(text);
        if (tapped != null) {
            return tapped;
        }
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            int index = Integer.parseInt(number.group(1)) - 1;
            if (index >= 0 && index < options.size()) {
                return options.get(index);
            }
        }
        return findByName(text);
    }

    /// Options with a word that begins with this.
    List<Option> findByPrefix(String text) {
        String key = TextNormaliser.toComparisonKey(text);
        if (key.codePoints().filter(Character::isLetter).count() < MIN_PREFIX_LENGTH) {
            return List.of();
        }
        return options.stream().filter(option -> option.startsWith(key)).toList();
    }

    /// Options named inside a sentence. A question names none, and neither does a sentence that denies what it names.
    public List<Option> findInSentence(Utterance typed) {
        Utterance sentence = withoutNothingElse(typed);
        Utterance words = sentence.withoutFillers();
        if (words.isEmpty() || words.wordCount() > MAX_SENTENCE_WORDS || isQuestion(typed)) {
            return List.of();
        }
        if (isPlace(words)) {
            String place = words.sense(Sense.ORDINAL);
            int index = Integer.parseInt(place) - 1;
            return index < options.size() ? List.of(options.get(index)) : List.of();
        }
        Set<Option> named = findNames(words);
        if (words.contains(PhraseKind.NEGATION) && withoutNames(words, named).contains(PhraseKind.NEGATION)) {
            return affirmedIn(sentence);
        }
        return named.isEmpty()
                ? findByPartOfLabel(words)
                : named.size() == 1 ? List.copyOf(named) : presentOf(words, named);
    }

    /// The text before "and nothing else", which denies no option.
    private static Utterance withoutNothingElse(Utterance text) {
        for (int first = 1; first < text.wordCount(); first++) {
            if (DONE_COMMAND.equals(text.sense(Sense.COMMAND, first, text.wordCount() - first))) {
                return text.part(0, first);
            }
        }
        return text;
    }

    /// Options whose whole name is in a sentence, unlike [#findInSentence] without numbers and parts of labels.
    public List<Option> findWholeNames(Utterance sentence) {
        if (options.isEmpty() || sentence.wordCount() > MAX_SENTENCE_WORDS || isQuestion(sentence)) {
            return List.of();
        }
        return sentence.contains(PhraseKind.NEGATION) ? affirmedIn(sentence) : List.copyOf(findNames(sentence));
    }

    /// Options that are named, but for a name that is part of a longer one: Mirpur Khas is not Mirpur.
    private Set<Option> findNames(Utterance sentence) {
        Map<Option, String> named = namesIn(sentence);
        return sentence.contains(PhraseKind.CITY)
                ? named.entrySet().stream()
                        .filter(name -> !isInLongerCity(sentence, name.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                : named.keySet();
    }

    /// Names of options in a sentence. "Nahi" is the name of an option only alone.
    private Map<Option, String> namesIn(Utterance sentence) {
        Map<Option, String> named = options.findNames(sentence);
        named.values().removeIf(name -> isDenialOnly(sentence, name));
        return named;
    }

    private static boolean isDenialOnly(Utterance sentence, String name) {
        int words = name.split(" ").length;
        return sentence.wordCount() > words && sentence.is(PhraseKind.NEGATION, sentence.indexOf(name, 0), words);
    }

    private static boolean isInLongerCity(Utterance sentence, String name) {
        return sentence.is(PhraseKind.CITY, sentence.indexOf(name, 0), name.split(" ").length + 1);
    }

    /// True when the sentence names one option, and has no other words than those around a value: "I live in Lahore".
    public boolean statesOption(Utterance sentence) {
        return statesOption(sentence, Utterance.AROUND_VALUE);
    }

    /// The same where options are names, which other words may be beside: "Jazz ka hai".
    public boolean statesName(Utterance sentence) {
        return statesOption(sentence, AROUND_NAME);
    }

    private boolean statesOption(Utterance sentence, long beside) {
        List<Option> named = findWholeNames(sentence);
        return named.size() == 1
                && withoutNames(sentence, named).without(beside).isEmpty();
    }

    private static boolean isQuestion(Utterance sentence) {
        return NonAnswer.findKind(sentence, false)
                .filter(kind -> kind == NonAnswer.QUESTION || kind == NonAnswer.REASON)
                .isPresent();
    }

    /// True when the sentence denies an option that it names: "not PTCL" is no internet company.
    public boolean deniesOption(Utterance sentence) {
        return sentence.contains(PhraseKind.NEGATION)
                && sentence.wordCount() <= MAX_SENTENCE_WORDS
                && !options.findNames(sentence).isEmpty();
    }

    /// The only option that is not denied, of a sentence with a denial: "not static, mobile data", "job nahi
    /// freelancer".
    private List<Option> affirmedIn(Utterance sentence) {
        Map<Option, String> named = namesIn(sentence);
        List<Option> kept = named.entrySet().stream()
                .filter(name -> !isDenied(sentence, name.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (kept.size() == 1 && named.size() > 1) {
            return kept;
        }
        Set<Option> affirmed = new LinkedHashSet<>();
        Set<Option> denied = new LinkedHashSet<>();
        for (Utterance clause : SentenceSplitter.splitClauses(sentence)) {
            Set<Option> said = namesIn(clause).keySet();
            boolean denies = withoutNames(clause, said).contains(PhraseKind.NEGATION);
            (denies ? denied : affirmed).addAll(said);
        }
        affirmed.removeAll(denied);
        return affirmed.size() == 1 ? List.copyOf(affirmed) : List.of();
    }

    /// The only option that holds now, where others held before: "first PTCL, now Nayatel", "Zong se Jazz"; otherwise
    /// all.
    private List<Option> presentOf(Utterance sentence, Set<Option> named) {
        Map<Option, String> names = namesIn(sentence);
        names.keySet().retainAll(named);
        List<Option> present = names.entrySet().stream()
                .filter(name -> holds(sentence, name.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return present.size() == 1 ? present : List.copyOf(named);
    }

    private static boolean holds(Utterance sentence, String name) {
        int first = sentence.indexOf(name, 0);
        int after = first + name.split(" ").length;
        return first > 0
                && !sentence.part(after, sentence.wordCount()).startsWith(PhraseKind.FORMER_PREVIOUS)
                && (sentence.part(0, first).countAtEnd(PhraseKind.HOLDS_NEXT.bit()) > 0
                        || sentence.part(0, first).countAtEnd(PhraseKind.FORMER_PREVIOUS.bit()) > 0);
    }

    /// True when words directly before or behind the name deny it.
    private static boolean isDenied(Utterance sentence, String name) {
        int first = sentence.indexOf(name, 0);
        int after = first + name.split(" ").length;
        return first >= 0
                && (sentence.part(0, first).countAtEnd(PhraseKind.DENIES_NEXT.bit()) > 0
                        || sentence.part(after, sentence.wordCount()).startsWith(PhraseKind.DENIES_PREVIOUS));
    }

    /// Text in which the name of an option has no typing error; the same when it names an option, is near to several,
    /// or is a story.
    Utterance withoutTypingError(Utterance text) {
        return text.wordCount() > MAX_SENTENCE_WORDS ? text : options.withoutTypingError(text);
    }

    /// True when a short text has a word beside the option's name that says something: `Mirpur Khas` is not Mirpur,
    /// unlike `Karachi, Clifton`.
    static boolean isOtherName(Utterance text, Option option) {
        return text.wordCount() <= MAX_NAME_WORDS
                && !isPlace(text)
                && SentenceSplitter.splitClauses(text).stream()
                        .map(Utterance::key)
                        .noneMatch(option.keys()::contains)
                && !withoutNames(text, List.of(option)).without(BESIDE_NAME).isEmpty();
    }

    /// True for a text that names a place on a list, and nothing else: "the second one".
    public static boolean isPlace(Utterance text) {
        return text.withoutFillers().sense(Sense.ORDINAL) != null;
    }

    private static Utterance withoutNames(Utterance text, Collection<Option> named) {
        String rest = " " + text.key() + " ";
        for (Option option : named) {
            for (String name : option.keys()) {
                rest = rest.replace(" " + name + " ", " ");
            }
        }
        return text.read(rest.strip());
    }

    /// The only option whose label has all words of the text: `mobile data` for `Mobile data only`.
    private List<Option> findByPartOfLabel(Utterance words) {
        Utterance said = words.withoutWords(PhraseKind.CLOSING);
        boolean tells = false;
        for (int i = 0; i < said.wordCount(); i++) {
            tells |= said.word(i).length() >= MIN_LABEL_WORD_LENGTH;
        }
        Option fitting = null;
        for (Option option : tells ? options : List.<Option>of()) {
            if (hasAllWords(" " + option.keys().getFirst() + " ", said)) {
                if (fitting != null) {
                    return List.of();
                }
                fitting = option;
            }
        }
        return fitting == null ? List.of() : List.of(fitting);
    }

    private static boolean hasAllWords(String label, Utterance said) {
        for (int i = 0; i < said.wordCount(); i++) {
            int at = label.indexOf(said.word(i));
            while (at >= 0
                    && !(label.charAt(at - 1) == ' '
                            && label.charAt(at + said.word(i).length()) == ' ')) {
                at = label.indexOf(said.word(i), at + 1);
            }
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /// First labels, for a message.
    static String joinLabels(List<Option> near, FieldContext context) {
        return ListValues.joinValues(near.stream().limit(3).map(Option::label).toList(), context);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}
