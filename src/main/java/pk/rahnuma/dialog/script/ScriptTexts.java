package pk.rahnuma.dialog.script;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FieldType;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Option;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.TextNormaliser;
import pk.rahnuma.shared.IcuMessage;
import pk.rahnuma.shared.Language;

/// Texts of the desk, by key and language, as ICU messages; and the words that it understands.
///
/// The files of `texts/<language>/` form one tree; a key is the path to a leaf, joined by dots. A leaf that is a list
/// holds words, not a text.
public final class ScriptTexts {

    /// Suffixes of an argument's name: whether it has a value; its codes as text.
    public static final String GIVEN_SUFFIX = "_given";

    private static final String NAMES = "names.";
    public static final String IN_WORDS_SUFFIX = "_in_words";

    /// Suffix of the key under which a script names the person or organisation acted for.
    public static final String ACTS_FOR_SUFFIX = ".acts_for";

    private static final TimeZone PAKISTAN_ZONE = TimeZone.getTimeZone("Asia/Karachi");

    /// A text and its place in the files.
    record Text(IcuMessage message, String file, int line) {}

    private final Map<String, List<String>> answerNames = new ConcurrentHashMap<>();
    private final Map<String, List<String>> wordingKeys = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Text>> texts = new HashMap<>();
    private final Map<String, Map<String, List<String>>> words = new HashMap<>();

    private final Map<Choice, OptionList> choices = new ConcurrentHashMap<>();
    /// Labels of questions, by version and part of the script.
    private final Map<String, OptionList> labels = new ConcurrentHashMap<>();
    private volatile Lexicon lexicon;

    /// Fixed options of a question in one language.
    private record Choice(String language, String question, ScriptStep.Options.Fixed options) {
        @Override
        public int hashCode() {
            return 31 * question.hashCode() + language.hashCode();
        }
    }

    /// @param files text by file name, by language
    /// @param problems list that receives problems
    public ScriptTexts(Map<String, Map<String, String>> files, List<ScriptProblem> problems) {
        new ScriptTextReader(texts, words, problems).readFiles(files);
    }

    /// Adds the texts and words of others under keys that are here in no language.
    public void addMissing(ScriptTexts others) {
        addMissing(texts, others.texts);
        addMissing(words, others.words);
    }

    private static <T> void addMissing(Map<String, Map<String, T>> own, Map<String, Map<String, T>> others) {
        Set<String> known =
                own.values().stream().flatMap(byKey -> byKey.keySet().stream()).collect(Collectors.toSet());
        others.forEach((language, byKey) -> byKey.forEach((key, value) -> {
            if (!known.contains(key)) {
                own.get(language).put(key, value);
            }
        }));
    }

    /// All phrases and words, of all languages; complete once [#addMissing] was called.
    public Lexicon lexicon() {
        if (lexicon == null) {
            synchronized (this) {
                if (lexicon == null) {
                    lexicon = new LexiconBuilder(this).build();
                }
            }
        }
        return lexicon;
    }

    /// Names of the scripts that have words, in the order of the files.
    List<String> scriptsWithWords() {
        return words.values().stream()
                .flatMap(byKey -> byKey.keySet().stream())
                .filter(key -> key.endsWith(".words") && key.indexOf('.') == key.length() - ".words".length())
                .map(key -> key.substring(0, key.indexOf('.')))
                .distinct()
                .toList();
    }

    public boolean hasText(String key) {
        return texts.get(Language.ENGLISH).containsKey(key);
    }

    public Set<String> textKeys() {
        return texts.get(Language.ENGLISH).keySet();
    }

    /// Key of the text for a problem: the question's own, that of its type, that of the related type, or that of any
    /// type.
    ///
    /// @param question prefix of the question's texts
    public String problemKey(String question, FieldType type, String code) {
        for (String prefix : List.of(
                question + ".errors.", "errors." + type.typeName() + ".", "errors." + type.problemTextType() + ".")) {
            if (hasText(prefix + code)) {
                return prefix + code;
            }
        }
        return "errors.any." + code;
    }

    /// Argument names of a text; empty when there is no such text.
    public Set<String> argumentNames(String language, String key) {
        Text text = texts.get(language).get(key);
        return text == null ? Set.of() : text.message().argumentNames();
    }

    /// Formats a text.
    ///
    /// @param arguments `String`, `Long`, `Boolean` or `java.util.Date`
    /// @throws IllegalArgumentException when there is no such text
    public String formatText(String language, String key, Map<String, Object> arguments) {
        return formatText(language, key, arguments::get);
    }

    /// Formats a text with arguments that are requested by name.
    public String formatText(String language, String key, Function<String, Object> arguments) {
        Text text = texts.get(language).get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text `" + key + "` in " + language);
        }
        return text.message().format(name -> resolveArgument(name, arguments));
    }

    /// Resolves an argument. `<name>_given` says whether the name has a value, so that a text can leave it out.
    private static Object resolveArgument(String name, Function<String, Object> arguments) {
        Object value = arguments.apply(name);
        if (value == null && name.endsWith(GIVEN_SUFFIX)) {
            Object base = arguments.apply(name.substring(0, name.length() - GIVEN_SUFFIX.length()));
            return base == null || "".equals(base) ? "no" : "yes";
        }
        if (value instanceof Date date) {
            // Nested formats use the zone of a calendar; for a date they use the zone of this machine.
            Calendar there = Calendar.getInstance(PAKISTAN_ZONE);
            there.setTime(date);
            return there;
        }
        return value == null ? "" : value instanceof Boolean ? value.toString() : value;
    }

    /// Texts of codes (of a status, a reason): `values.<code>`, a line each for a list; empty for codes without a text.
    public String codesInWords(String language, Object codes) {
        if (codes instanceof Collection<?> list) {
            return list.stream()
                    .map(code -> "• " + codesInWords(language, code))
                    .collect(Collectors.joining("\n"));
        }
        String key = "values." + String.valueOf(codes).toLowerCase(Locale.ROOT);
        return hasText(key) ? formatText(language, key) : "";
    }

    /// Text of an option of a question; the value itself where it is no option, as what was typed instead of one.
    ///
    /// @param question with its script: `human.topic`
    public String optionInWords(String language, String question, String value) {
        String key = question + ".options." + value;
        return hasText(key) ? formatText(language, key) : value;
    }

    public String formatText(String language, String key) {
        return formatText(language, key, Map.of());
    }

    /// Words of a key, in all languages, as comparison keys of [TextNormaliser#toComparisonKey(String)].
    public Set<String> wordsFor(String key) {
        Set<String> comparisonKeys = new LinkedHashSet<>();
        for (String language : Language.ALL) {
            for (String word : words.get(language).getOrDefault(key, List.of())) {
                comparisonKeys.add(TextNormaliser.toComparisonKey(word));
            }
        }
        return comparisonKeys;
    }

    /// Sentences of all languages under a prefix, as written, by the rest of their keys: `none.later`.
    ///
    /// @param prefix with a dot at its end
    public Map<String, List<String>> sentencesUnder(String prefix) {
        return collectUnder(prefix, new TreeMap<>());
    }

    private Map<String, List<String>> collectUnder(String prefix, Map<String, List<String>> collected) {
        for (String language : Language.ALL) {
            words.get(language).forEach((key, entries) -> {
                if (key.startsWith(prefix)) {
                    collected
                            .computeIfAbsent(key.substring(prefix.length()), unknown -> new ArrayList<>())
                            .addAll(entries);
                }
            });
        }
        return collected;
    }

    /// Names of a list `names.<list>`: each is the first entry in the first language that has it, and the others are
    /// further ways to write it.
    public List<Option> namesOf(String list) {
        return collectUnder(NAMES + list + ".", new LinkedHashMap<>()).entrySet().stream()
                .map(name -> new Option(name.getKey(), name.getValue().getFirst(), name.getValue()))
                .toList();
    }

    /// All texts and words of a language, as written; without names, which belong to none.
    public Stream<String> samplesOf(String language) {
        return Stream.concat(
                texts.get(language).values().stream().map(text -> text.message().pattern()),
                words.get(language).entrySet().stream()
                        .filter(entry -> !entry.getKey().startsWith(NAMES))
                        .flatMap(entry -> entry.getValue().stream()));
    }

    /// Options of a fixed choice. Cached when no label depends on the session.
    ///
    /// @param question prefix of the question's texts
    /// @param say formats the text of a key
    public OptionList fixedOptions(
            String language, String question, ScriptStep.Options.Fixed fixed, UnaryOperator<String> say) {
        Choice choice = new Choice(language, question, fixed);
        OptionList known = choices.get(choice);
        if (known != null) {
            return known;
        }
        String labels = fixed.labels() == null ? question + ".options." : "options." + fixed.labels() + ".";
        String words = fixed.labels() == null ? question + ".words." : "option_words." + fixed.labels() + ".";
        OptionList options = OptionList.of(fixed.values().stream()
                .map(value ->
                        new Option(value, say.apply(labels + value), alternativesFor(labels + value, words + value)))
                .toList());
        boolean constant = fixed.values().stream()
                .allMatch(value -> argumentNames(language, labels + value).isEmpty());
        if (constant) {
            choices.put(choice, options);
        }
        return options;
    }

    /// Labels and other names of an answer in all languages, as comparison keys.
    ///
    /// @param question key of the texts of its question
    public List<String> answerNames(String question) {
        return answerNames.computeIfAbsent(
                question,
                key -> alternativesFor(key + ".label", key + ".words.label").stream()
                        .map(TextNormaliser::toComparisonKey)
                        .distinct()
                        .toList());
    }

    /// A text and its other words in all languages, as comparison keys; empty when there is no such text.
    public List<String> wordingKeys(String key, String wordsKey) {
        return hasText(key)
                ? wordingKeys.computeIfAbsent(
                        key,
                        text -> alternativesFor(text, wordsKey).stream()
                                .map(TextNormaliser::toComparisonKey)
                                .distinct()
                                .toList())
                : List.of();
    }

    /// Questions of a script as options by name: their labels and other names, and words before their
    /// answers, in all languages.
    public OptionList labelsOf(Script script) {
        return labels.computeIfAbsent(
                script.flow(),
                unread -> OptionList.of(
                        script.questions().stream().map(this::labelOption).toList()));
    }

    /// Questions of the items of a repeat as options by name.
    public OptionList labelsOf(Script script, ScriptStep.Repeat repeat) {
        return labels.computeIfAbsent(
                script.flow() + "/" + repeat.name(),
                unread -> OptionList.of(Script.listQuestions(repeat.steps()).stream()
                        .map(this::labelOption)
                        .toList()));
    }

    private Option labelOption(ScriptStep.Question question) {
        return namedOption(question, ".words.introduction");
    }

    /// Questions of the items of a repeat as options by the names of columns of a table.
    public OptionList columnsOf(Script script, ScriptStep.Repeat repeat) {
        return labels.computeIfAbsent(
                script.flow() + "/" + repeat.name() + "/",
                unread -> OptionList.of(Script.listQuestions(repeat.steps()).stream()
                        .map(question -> namedOption(question, ".words.column"))
                        .toList()));
    }

    private Option namedOption(ScriptStep.Question question, String furtherWords) {
        List<String> names = new ArrayList<>(answerNames(question.texts()));
        names.addAll(wordsFor(question.texts() + furtherWords));
        return new Option(question.name(), names.getFirst(), names);
    }

    /// Words under a key in one language.
    public List<String> wordsIn(String language, String key) {
        return words.get(language).getOrDefault(key, List.of());
    }

    /// A text and its other words, in all languages.
    public List<String> alternativesFor(String key, String wordsKey) {
        List<String> alternatives = new ArrayList<>();
        for (String language : Language.ALL) {
            Text text = texts.get(language).get(key);
            if (text != null) {
                alternatives.add(text.message().pattern());
            }
            alternatives.addAll(words.get(language).getOrDefault(wordsKey, List.of()));
        }
        alternatives.sort(Comparator.naturalOrder());
        return alternatives;
    }
}
