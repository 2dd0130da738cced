package pk.rahnuma.dialog.field.choice;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.EditDistance;
import pk.rahnuma.dialog.field.FieldContext;
import pk.rahnuma.dialog.field.FieldContext.Option;
import pk.rahnuma.dialog.field.ListValues;
import pk.rahnuma.dialog.field.NonAnswer;
import pk.rahnuma.dialog.field.PhraseBook;
import pk.rahnuma.dialog.field.PhraseBook.PhraseKind;
import pk.rahnuma.dialog.field.TextNormaliser;

/// Finds options of a question by a tap or a text.
public final class OptionMatcher {
    /// Minimum letters of the beginning of a word.
    private static final int MIN_PREFIX_LENGTH = 3;

    /// Minimum letters of an option's name inside a sentence.
    private static final int MIN_NAME_LENGTH = 2;
    /// Minimum letters of a name that may be written with other spaces.
    private static final int MIN_JOINED_LENGTH = 5;
    private static final int MAX_JOINED_WORDS = 4;
    /// A text of so few words may be a name of its own.
    private static final int MAX_NAME_WORDS = 2;
    /// Minimum letters of a word that alone means a label.
    private static final int MIN_LABEL_WORD_LENGTH = 4;
    /// A longer text is a story, in which options are named by chance.
    private static final int MAX_SENTENCE_WORDS = 30;

    private static final Pattern NUMBER = Pattern.compile("[#(]?([0-9]{1,3})[.)۔]?");

    private final List<Option> options;

    public OptionMatcher(List<Option> options) {
        this.options = options;
    }

    /// Option with exactly this value, as a tap sends it; or null.
    public Option findByValue(String text) {
        for (Option option : options) {
            if (option.value().equals(text)) {
                return option;
            }
        }
        return null;
    }

    /// Option by value or word; null when it is none.
    public Option findByName(String text) {
        Option tapped = findByValue(text);
        String key = TextNormaliser.toComparisonKey(text);
        return tapped != null || key.isEmpty() ? tapped : called(key);
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

    /// Option by label first, then by its other words.
    private Option called(String key) {
        for (Option option : options) {
            if (option.isLabelled(key)) {
                return option;
            }
        }
        for (Option option : options) {
            if (option.isAlsoCalled(key)) {
                return option;
            }
        }
        return null;
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
    public List<Option> findInSentence(String sentence, PhraseBook phrases) {
        String key = phrases.withoutFillers(TextNormaliser.toComparisonKey(sentence));
        List<String> words = List.of(key.split(" "));
        if (key.isEmpty() || words.size() > MAX_SENTENCE_WORDS || isQuestion(sentence, phrases)) {
            return List.of();
        }
        OptionalInt place = phrases.ordinalOf(key);
        if (place.isPresent()) {
            return place.getAsInt() <= options.size() ? List.of(options.get(place.getAsInt() - 1)) : List.of();
        }
        Map<Option, String> named = namesIn(words);
        String rest = key;
        for (Option option : named.keySet()) {
            rest = withoutNames(rest, option);
        }
        if (phrases.containsPhrase(PhraseKind.NEGATION, rest)) {
            return affirmedIn(sentence, phrases);
        }
        return named.isEmpty() ? findByPartOfLabel(words, phrases) : List.copyOf(named.keySet());
    }

    /// Options whose whole name is in a sentence, unlike [#findInSentence] without numbers and parts of labels.
    public List<Option> findWholeNames(String sentence, PhraseBook phrases) {
        String key = TextNormaliser.toComparisonKey(sentence);
        List<String> words = List.of(key.split(" "));
        if (words.size() > MAX_SENTENCE_WORDS || isQuestion(sentence, phrases)) {
            return List.of();
        }
        return phrases.containsPhrase(PhraseKind.NEGATION, key)
                ? affirmedIn(sentence, phrases)
                : List.copyOf(namesIn(words).keySet());
    }

    /// True when the sentence names one option, and has no other words than those around a value: "I live in Lahore".
    public boolean statesOption(String sentence, PhraseBook phrases) {
        List<Option> named = findWholeNames(sentence, phrases);
        return named.size() == 1
                && phrases.withoutPhrases(
                                PhraseBook.AROUND_VALUE,
                                withoutNames(TextNormaliser.toComparisonKey(sentence), named.getFirst()))
                        .isEmpty();
    }

    private static boolean isQuestion(String sentence, PhraseBook phrases) {
        return NonAnswer.findKind(sentence, phrases, false)
                .filter(kind -> kind == NonAnswer.QUESTION || kind == NonAnswer.REASON)
                .isPresent();
    }

    /// True when the sentence denies an option that it names: "not PTCL" is no internet company.
    public boolean deniesOption(String sentence, PhraseBook phrases) {
        String key = TextNormaliser.toComparisonKey(sentence);
        List<String> words = List.of(key.split(" "));
        return words.size() <= MAX_SENTENCE_WORDS
                && phrases.containsPhrase(PhraseKind.NEGATION, key)
                && !namesIn(words).isEmpty();
    }

    private Map<Option, String> namesIn(List<String> words) {
        Map<Option, String> named = new LinkedHashMap<>();
        for (Option option : options) {
            longestNameIn(words, option).ifPresent(name -> named.put(option, name));
        }
        named.values().removeIf(name -> isPartOfAnother(name, named.values()));
        return named;
    }

    /// The only option in a clause without a denial, of a sentence with one: "not static, mobile data".
    private List<Option> affirmedIn(String sentence, PhraseBook phrases) {
        Set<Option> affirmed = new LinkedHashSet<>();
        Set<Option> denied = new LinkedHashSet<>();
        for (String clause : phrases.clausesOf(sentence)) {
            Set<Option> named = namesIn(List.of(clause.split(" "))).keySet();
            (phrases.containsPhrase(PhraseKind.NEGATION, clause) ? denied : affirmed).addAll(named);
        }
        affirmed.removeAll(denied);
        return affirmed.size() == 1 ? List.copyOf(affirmed) : List.of();
    }

    /// Text in which the name of an option has no typing error: "rawalpndi" is Rawalpindi. Unchanged when it names an
    /// option, or when it is near to several.
    String withoutTypingError(String text) {
        List<String> words = List.of(TextNormaliser.toComparisonKey(text).split(" "));
        if (words.size() > MAX_SENTENCE_WORDS || !namesIn(words).isEmpty()) {
            return text;
        }
        Set<Option> meant = new LinkedHashSet<>();
        String corrected = text;
        for (int from = 0; from < words.size(); from++) {
            StringBuilder joined = new StringBuilder();
            for (int to = from; to < Math.min(words.size(), from + MAX_JOINED_WORDS); to++) {
                joined.append(words.get(to));
                Optional<Option> similar = findSimilar(joined.toString());
                if (similar.isPresent() && meant.add(similar.get())) {
                    corrected = Stream.of(
                                    String.join(" ", words.subList(0, from)),
                                    similar.get().label(),
                                    String.join(" ", words.subList(to + 1, words.size())))
                            .filter(part -> !part.isEmpty())
                            .collect(Collectors.joining(" "));
                }
            }
        }
        return meant.size() == 1 ? corrected : text;
    }

    /// The only option with a name that differs in one letter, or empty.
    private Optional<Option> findSimilar(String joined) {
        if (joined.length() < MIN_JOINED_LENGTH) {
            return Optional.empty();
        }
        List<Option> similar = options.stream()
                .filter(option -> option.keys().stream()
                        .map(name -> name.replace(" ", ""))
                        .anyMatch(name ->
                                name.length() >= MIN_JOINED_LENGTH && EditDistance.differsByOneEdit(joined, name)))
                .toList();
        return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
    }

    /// True when a short text has a word beside the option's name that says something: `Mirpur Khas` is not Mirpur,
    /// unlike `Karachi, Clifton`.
    static boolean isOtherName(String text, Option option, PhraseBook phrases) {
        String key = TextNormaliser.toComparisonKey(text);
        return key.split(" ").length <= MAX_NAME_WORDS
                && phrases.clausesOf(text).stream().noneMatch(option.keys()::contains)
                && Stream.of(withoutNames(key, option).split(" "))
                        .anyMatch(word -> !word.isEmpty()
                                && !phrases.isPhrase(PhraseKind.FILLER, word)
                                && !phrases.isPhrase(PhraseKind.CLOSING, word)
                                && !phrases.isPhrase(PhraseKind.UNKNOWN, word)
                                && !phrases.isPhrase(PhraseKind.INTRODUCTION, word)
                                && !phrases.isPhrase(PhraseKind.AGO, word));
    }

    private static String withoutNames(String key, Option option) {
        String rest = " " + key + " ";
        for (String name : option.keys()) {
            rest = rest.replace(" " + name + " ", " ");
        }
        return rest.strip();
    }

    /// Longest name of an option within the sentence, as whole words or with other spaces: `open vpn`.
    private static Optional<String> longestNameIn(List<String> words, Option option) {
        String text = " " + String.join(" ", words) + " ";
        return option.keys().stream()
                .filter(name -> name.length() >= MIN_NAME_LENGTH)
                .flatMap(name -> text.contains(" " + name + " ")
                        ? Stream.of(name)
                        : name.length() < MIN_JOINED_LENGTH ? Stream.empty() : joinedWindow(words, name).stream())
                .max(Comparator.comparingInt(String::length));
    }

    /// Words of the sentence that are this name when spaces are ignored.
    private static Optional<String> joinedWindow(List<String> words, String name) {
        String joinedName = name.replace(" ", "");
        for (int from = 0; from < words.size(); from++) {
            StringBuilder joined = new StringBuilder();
            for (int to = from; to < Math.min(words.size(), from + MAX_JOINED_WORDS); to++) {
                joined.append(words.get(to));
                if (joined.toString().equals(joinedName)) {
                    return Optional.of(String.join(" ", words.subList(from, to + 1)));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPartOfAnother(String name, Collection<String> names) {
        return names.stream()
                .anyMatch(other -> other.length() > name.length() && (" " + other + " ").contains(" " + name + " "));
    }

    /// The only option whose label has all words of the text: `mobile data` for `Mobile data only`.
    private List<Option> findByPartOfLabel(List<String> words, PhraseBook phrases) {
        List<String> said = words.stream()
                .filter(word -> !phrases.isPhrase(PhraseKind.CLOSING, word))
                .toList();
        if (said.stream().noneMatch(word -> word.length() >= MIN_LABEL_WORD_LENGTH)) {
            return List.of();
        }
        List<Option> fitting = options.stream()
                .filter(option -> List.of(option.keys().getFirst().split(" ")).containsAll(said))
                .toList();
        return fitting.size() == 1 ? fitting : List.of();
    }

    /// First labels, for a message.
    static String joinLabels(List<Option> near, FieldContext context) {
        return ListValues.joinValues(near.stream().limit(3).map(Option::label).toList(), context);
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}
