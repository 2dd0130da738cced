package pk.rahnuma.dialog.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.PhraseBook;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.shared.Language;

/// Words of all three languages that are commands at every step. Only a whole message is a command: a sentence with
/// such a word is an answer. A script, and what to do with a summary, can be asked for in a sentence.
public final class CommandWordMatcher {

    /// A command as written by a person.
    ///
    /// @param number after it ("change 4"), or 0
    public record CommandMatch(GlobalCommand command, int number) {}

    /// A new value for an answer, by the name of the answer.
    ///
    /// @param name a comparison key
    /// @param value as written
    public record Correction(String name, String value) {}

    private static final int MAX_LENGTH = 60;
    private static final int MAX_NAME_WORDS = 3;
    private static final int MAX_PHRASE_WORDS = 5;
    private static final Set<PhraseBook.PhraseKind> NAME_SURROUNDINGS =
            Set.of(PhraseBook.PhraseKind.REQUEST, PhraseBook.PhraseKind.OWN);
    private static final Set<PhraseBook.PhraseKind> AROUND_DENIAL = Set.of(
            PhraseBook.PhraseKind.NEGATION,
            PhraseBook.PhraseKind.REFUSAL,
            PhraseBook.PhraseKind.LATER,
            PhraseBook.PhraseKind.FILLER);
    private static final Set<PhraseBook.PhraseKind> BEFORE_NAME =
            Set.of(PhraseBook.PhraseKind.REQUEST, PhraseBook.PhraseKind.OWN, PhraseBook.PhraseKind.FILLER);
    private static final Set<PhraseBook.PhraseKind> BEFORE_VALUE =
            Set.of(PhraseBook.PhraseKind.SENTENCE, PhraseBook.PhraseKind.CLOSING, PhraseBook.PhraseKind.REQUEST);
    private static final Set<PhraseBook.PhraseKind> AFTER_VALUE =
            Set.of(PhraseBook.PhraseKind.SENTENCE, PhraseBook.PhraseKind.REQUEST);
    private static final Pattern CLAUSE_END = Pattern.compile("[,،;؛!۔]+|\\.(?=\\s|$)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final PhraseBook phrases;
    private final Map<String, GlobalCommand> commands = new HashMap<>();
    private final Set<String> changeWords;
    private final Map<String, String> languages = new HashMap<>();
    private final Map<String, String> scripts = new HashMap<>();
    private final SpokenRequestMatcher requests;

    public CommandWordMatcher(ScriptTexts texts, Iterable<Script> current) {
        phrases = texts.phraseBook();
        for (GlobalCommand command : GlobalCommand.values()) {
            texts.wordsFor("words." + command.key()).forEach(word -> commands.put(word, command));
            commands.put(command.key(), command);
        }
        changeWords = Stream.of("words." + GlobalCommand.CHANGE.key(), "words.wrong")
                .flatMap(key -> texts.wordsFor(key).stream())
                .collect(Collectors.toUnmodifiableSet());
        for (String language : Language.ALL) {
            texts.wordsFor("words.language_" + language).forEach(word -> languages.put(word, language));
        }
        for (Script script : current) {
            texts.wordsFor(script.name() + ".words").forEach(word -> scripts.put(word, script.name()));
        }
        requests = new SpokenRequestMatcher(texts, commands, scripts);
    }

    /// Key of a whole message, without words that say nothing: "English please".
    private String key(String text) {
        String key = TextNormaliser.toComparisonKey(text.startsWith("/") ? text.substring(1) : text);
        return key.length() > MAX_LENGTH ? "" : phrases.withoutFillers(key);
    }

    /// Command that is the whole text, or that a whole request asks for: "let me talk to a person".
    ///
    /// @return null when the text is no command
    public CommandMatch findCommand(String text) {
        String key = key(text);
        if (key.isEmpty()) {
            return null;
        }
        GlobalCommand whole = commands.get(key);
        if (whole != null) {
            return new CommandMatch(whole, 0);
        }
        int space = key.lastIndexOf(' ');
        if (space > 0 && NUMBER.matcher(key.substring(space + 1)).matches()) {
            GlobalCommand first = commands.get(key.substring(0, space));
            if (first == GlobalCommand.CHANGE || first == GlobalCommand.REMOVE) {
                return new CommandMatch(first, Integer.parseInt(key.substring(space + 1)));
            }
        }
        GlobalCommand requested = requests.findConversationCommand(text);
        return requested == null ? null : new CommandMatch(requested, 0);
    }

    /// Command that a sentence gives at a summary, or null: "all good now, send it".
    public CommandMatch findReviewCommand(String text) {
        GlobalCommand command = requests.findReviewCommand(text);
        return command == null ? null : new CommandMatch(command, 0);
    }

    /// True when the text asks to send: "yes, send it". A yes alone does not.
    public boolean asksToSend(String text) {
        return requests.findReviewCommand(text) == GlobalCommand.SEND && !requests.isAgreement(text);
    }

    /// True when the text says yes, and nothing else.
    public boolean isAgreement(String text) {
        return requests.isAgreement(text);
    }

    /// Command before a remark, or null: "back, the number was wrong".
    public CommandMatch findLeadingCommand(String text) {
        GlobalCommand command = requests.findLeadingCommand(text);
        return command == null ? null : new CommandMatch(command, 0);
    }

    /// Words beside a word for "change" or "wrong", which may name an answer: "change my city", "shehar galat hai"; or
    /// null.
    public String findChangedName(String text) {
        // Words around a request may be part of the words: "theek *karna hai*".
        String whole = key(text);
        return Stream.of(whole, phrases.withoutPhrases(NAME_SURROUNDINGS, whole))
                .flatMap(key -> changeWords.stream().map(word -> besideWord(key, word)))
                .filter(Objects::nonNull)
                .map(name -> phrases.withoutPhrases(NAME_SURROUNDINGS, name))
                .filter(name -> !name.isEmpty())
                .min(Comparator.comparingInt(String::length))
                .orElse(null);
    }

    private static String besideWord(String key, String word) {
        if (key.startsWith(word + " ")) {
            return key.substring(word.length() + 1);
        }
        return key.endsWith(" " + word) ? key.substring(0, key.length() - word.length() - 1) : null;
    }

    /// New values that the text gives for answers, by their names: "no wait, my name is Sara Khan",
    /// "shehar galat ho gaya Islamabad likho". One clause has to say that an answer was wrong.
    public List<Correction> findCorrections(String text) {
        List<List<String>> clauses = CLAUSE_END
                .splitAsStream(TextNormaliser.toSingleLine(text).replace(':', ' '))
                .filter(clause -> !clause.isBlank())
                .map(clause -> List.of(clause.strip().split("\\s+")))
                .toList();
        boolean denied = clauses.size() > 1
                && clauses.stream()
                        .anyMatch(clause -> PhraseBook.withoutPhrases(
                                        phrase -> isOneOf(AROUND_DENIAL, phrase) || changeWords.contains(phrase),
                                        keyOf(clause))
                                .isEmpty());
        return clauses.stream()
                .flatMap(clause -> correctionsIn(clause, denied).stream())
                .toList();
    }

    private List<Correction> correctionsIn(List<String> clause, boolean denied) {
        List<String> words = withoutFirst(clause, phrase -> isOneOf(BEFORE_NAME, phrase));
        List<String> named = withoutFirst(words, changeWords::contains);
        boolean changed = denied || named.size() < words.size();
        named = withoutFirst(named, phrase -> isOneOf(BEFORE_NAME, phrase));
        List<Correction> corrections = new ArrayList<>();
        for (int length = 1; length <= Math.min(MAX_NAME_WORDS, named.size() - 1); length++) {
            List<String> rest = named.subList(length, named.size());
            List<String> value = withoutFirst(rest, changeWords::contains);
            if (changed || value.size() < rest.size()) {
                value = withoutFirst(value, phrase -> isOneOf(BEFORE_VALUE, phrase));
                value = withoutLast(value);
                corrections.add(new Correction(keyOf(named.subList(0, length)), String.join(" ", value)));
            }
        }
        corrections.removeIf(correction -> correction.value().isEmpty());
        return corrections;
    }

    /// Words without the phrases at their start, the longest first.
    private static List<String> withoutFirst(List<String> words, Predicate<String> isPhrase) {
        for (int count = Math.min(MAX_PHRASE_WORDS, words.size()); count > 0; count--) {
            if (isPhrase.test(keyOf(words.subList(0, count)))) {
                return withoutFirst(words.subList(count, words.size()), isPhrase);
            }
        }
        return words;
    }

    private List<String> withoutLast(List<String> words) {
        for (int count = Math.min(MAX_PHRASE_WORDS, words.size()); count > 0; count--) {
            int start = words.size() - count;
            if (isOneOf(AFTER_VALUE, keyOf(words.subList(start, words.size())))) {
                return withoutLast(words.subList(0, start));
            }
        }
        return words;
    }

    private boolean isOneOf(Set<PhraseBook.PhraseKind> kinds, String phrase) {
        return kinds.stream().anyMatch(kind -> phrases.isPhrase(kind, phrase));
    }

    private static String keyOf(List<String> words) {
        return TextNormaliser.toComparisonKey(String.join(" ", words));
    }

    /// Language that the text names, or null.
    public String findLanguage(String text) {
        return languages.get(key(text));
    }

    /// True when the text greets, and says nothing else.
    public boolean isGreeting(String text) {
        String key = key(text);
        return !key.isEmpty() && phrases.isPhrase(PhraseBook.PhraseKind.GREETING, key);
    }

    /// Script that one clause of the text asks for, or null: "I am a consultant, and I want to register".
    public String findScriptInClause(String text) {
        return requests.findScriptInClause(text);
    }

    /// Script that the text asks for, alone or in a sentence, or null.
    public String findScript(String text) {
        String script = scripts.get(key(text));
        return script == null ? requests.findScript(text) : script;
    }
}
