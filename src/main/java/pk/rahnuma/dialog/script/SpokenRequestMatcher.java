package pk.rahnuma.dialog.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.EditDistance;
import pk.rahnuma.dialog.field.PhraseBook;
import pk.rahnuma.dialog.field.PhraseBook.PhraseKind;
import pk.rahnuma.dialog.field.TextNormaliser;
import pk.rahnuma.dialog.model.GlobalCommand;

/// Commands and scripts that a sentence asks for: "Hello, I want to register my VPN please". Every word has to belong
/// to the request, so that a question ("Do I have to register?"), a denial or a story asks for nothing.
final class SpokenRequestMatcher {

    /// A longer text is a story.
    private static final int MAX_LENGTH = 160;
    /// Minimum letters of a word that may have a typing error.
    private static final int MIN_CORRECTED_LENGTH = 4;

    private static final int MIN_SINGLE_LENGTH = 6;

    private static final Pattern CLAUSE_END = Pattern.compile("[,،;؛.!۔\\n]+|\\s(?:and|so|aur|اور)(?=\\s)");
    private static final Set<PhraseKind> AROUND_REQUEST =
            Set.of(PhraseKind.REQUEST, PhraseKind.FILLER, PhraseKind.GREETING);
    private static final Set<PhraseKind> AROUND_AGREEMENT = Set.of(PhraseKind.FILLER, PhraseKind.GREETING);
    private static final Set<PhraseKind> AROUND_OWN =
            Set.of(PhraseKind.REQUEST, PhraseKind.FILLER, PhraseKind.GREETING, PhraseKind.OWN);
    /// With what people say of themselves beside it: "main freelancer hun, mujhe VPN register karwana hai".
    private static final Set<PhraseKind> AROUND_STATEMENT = Set.of(
            PhraseKind.REQUEST,
            PhraseKind.FILLER,
            PhraseKind.GREETING,
            PhraseKind.OWN,
            PhraseKind.OCCUPATION,
            PhraseKind.INTRODUCTION,
            PhraseKind.CLOSING,
            PhraseKind.ARTICLE);
    private static final Set<GlobalCommand> REQUESTED_COMMANDS = Set.of(GlobalCommand.HUMAN, GlobalCommand.STATUS);
    private static final Set<GlobalCommand> REDUCED_COMMANDS =
            Set.of(GlobalCommand.HUMAN, GlobalCommand.STATUS, GlobalCommand.SEND, GlobalCommand.ADD);
    private static final Set<GlobalCommand> LEADING_COMMANDS =
            Set.of(GlobalCommand.BACK, GlobalCommand.SKIP, GlobalCommand.HELP);

    private final PhraseBook phrases;
    private final Map<String, GlobalCommand> commands;
    private final Map<String, String> scripts = new HashMap<>();
    private final Set<String> vocabulary = new TreeSet<>();
    /// Commands by their words without those of a request, which may be part of them: "talk *to* a person".
    private final Map<String, GlobalCommand> requestedCommands = new HashMap<>();
    /// Commands that agree with a summary: "that is right", "that is all".
    private final Set<String> agreeingCommands = new HashSet<>();

    /// @param commands by their words
    /// @param scripts names by their words
    SpokenRequestMatcher(ScriptTexts texts, Map<String, GlobalCommand> commands, Map<String, String> scripts) {
        this.phrases = texts.phraseBook();
        this.commands = commands;
        scripts.forEach((word, script) -> {
            this.scripts.put(word, script);
            Stream.of(AROUND_REQUEST, AROUND_OWN)
                    .map(kinds -> phrases.withoutPhrases(kinds, word))
                    .filter(reduced -> reduced.contains(" ") || scripts.containsKey(reduced))
                    .forEach(reduced -> this.scripts.putIfAbsent(reduced, script));
        });
        Stream.concat(this.scripts.keySet().stream(), texts.wordsFor("phrases.request").stream())
                .flatMap(phrase -> Stream.of(phrase.split(" ")))
                .filter(word -> word.length() >= MIN_CORRECTED_LENGTH)
                .forEach(vocabulary::add);
        commands.forEach((word, command) -> {
            String reduced = phrases.withoutPhrases(AROUND_REQUEST, word);
            if (REDUCED_COMMANDS.contains(command) && reduced.length() >= MIN_CORRECTED_LENGTH) {
                requestedCommands.put(reduced, command);
            }
            if (command == GlobalCommand.YES || command == GlobalCommand.DONE) {
                agreeingCommands.add(word);
            }
        });
    }

    /// Script that the sentence asks for, or null.
    String findScript(String text) {
        String line = statement(text);
        return line == null ? null : scriptIn(line, false);
    }

    /// The only script that a clause of a sentence asks for, or null: "I am a consultant, and I want to register".
    String findScriptInClause(String text) {
        String line = statement(text);
        if (line == null) {
            return null;
        }
        Set<String> wanted = new HashSet<>();
        for (String clause : CLAUSE_END.split(line)) {
            String found = scriptIn(clause, true);
            if (found != null) {
                wanted.add(found);
            }
        }
        return wanted.size() == 1 ? wanted.iterator().next() : null;
    }

    /// @param wish whether the text has to say that this is wanted
    private String scriptIn(String text, boolean wish) {
        String key = withoutTypingErrors(TextNormaliser.toComparisonKey(text));
        return phrases.startsWithPhrase(PhraseKind.INTERROGATIVE, phrases.withoutFillers(key)) || wish && !saysWish(key)
                ? null
                : scriptOf(key);
    }

    /// A city says nothing about the script: "I am a freelancer from Karachi and want to register my VPN".
    private String scriptOf(String key) {
        String withoutCities = phrases.withoutCities(key);
        return Stream.of(
                        scriptOfRequest(key),
                        scriptOfRequest(withoutCities),
                        scripts.get(phrases.withoutPhrases(AROUND_STATEMENT, withoutCities)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String scriptOfRequest(String key) {
        String found = scripts.get(phrases.withoutPhrases(AROUND_REQUEST, key));
        return found == null ? scripts.get(phrases.withoutPhrases(AROUND_OWN, key)) : found;
    }

    /// True when more than one word says that something is wanted: "fine" and "it" alone do not.
    private boolean saysWish(String key) {
        return wordCount(key) - wordCount(phrases.withoutPhrases(Set.of(PhraseKind.REQUEST), key)) > 1;
    }

    private static int wordCount(String key) {
        return key.isEmpty() ? 0 : key.split(" ").length;
    }

    /// Command that the sentence asks for, which means the same at every step, or null: "let me talk to a person".
    GlobalCommand findConversationCommand(String text) {
        String line = statement(text);
        GlobalCommand command = line == null ? null : commandOf(TextNormaliser.toComparisonKey(line));
        return command != null && REQUESTED_COMMANDS.contains(command) ? command : null;
    }

    /// Command that a sentence gives at a summary, or null: "all good now, send it", "haan theek hai".
    GlobalCommand findReviewCommand(String text) {
        String line = statement(text);
        if (line == null) {
            return null;
        }
        String key = TextNormaliser.toComparisonKey(line);
        GlobalCommand whole = commandOf(key);
        if (whole != null) {
            return whole;
        }
        return isAgreement(text) ? GlobalCommand.SEND : commandOf(PhraseBook.withoutPhrases(this::agrees, key));
    }

    private GlobalCommand commandOf(String key) {
        String reduced = phrases.withoutPhrases(AROUND_REQUEST, key);
        GlobalCommand command = commands.get(reduced);
        return command == null ? requestedCommands.get(reduced) : command;
    }

    /// True when the text says yes, and nothing else.
    boolean isAgreement(String text) {
        String line = statement(text);
        if (line == null) {
            return false;
        }
        String key = TextNormaliser.toComparisonKey(line);
        String rest = PhraseBook.withoutPhrases(this::agrees, key);
        return !rest.equals(key)
                && phrases.withoutPhrases(AROUND_AGREEMENT, rest).isEmpty();
    }

    /// Command before a remark, or null: "back, the number was wrong".
    GlobalCommand findLeadingCommand(String text) {
        String line = statement(text);
        if (line == null) {
            return null;
        }
        List<String> clauses = List.of(CLAUSE_END.split(line, 2));
        GlobalCommand first = commands.get(phrases.withoutFillers(TextNormaliser.toComparisonKey(clauses.getFirst())));
        return first != null && LEADING_COMMANDS.contains(first) && clauses.size() > 1 ? first : null;
    }

    private boolean agrees(String phrase) {
        return phrases.isPhrase(PhraseKind.AGREEMENT, phrase) || agreeingCommands.contains(phrase);
    }

    /// The text on one line; null when it is a question, a denial or a story.
    private String statement(String text) {
        String line = TextNormaliser.toSingleLine(text);
        boolean statement = line.length() <= MAX_LENGTH
                && !line.startsWith("/")
                && line.indexOf('?') < 0
                && line.indexOf('؟') < 0
                && !phrases.containsPhrase(PhraseKind.NEGATION, TextNormaliser.toComparisonKey(line));
        return statement ? line : null;
    }

    /// Words without one wrong letter. A single short word may be another.
    private String withoutTypingErrors(String key) {
        List<String> words = List.of(key.split(" "));
        if (words.size() == 1 && key.length() < MIN_SINGLE_LENGTH) {
            return key;
        }
        return String.join(" ", words.stream().map(this::correctedWord).toList());
    }

    private String correctedWord(String word) {
        if (word.length() < MIN_CORRECTED_LENGTH || vocabulary.contains(word)) {
            return word;
        }
        List<String> similar = vocabulary.stream()
                .filter(known -> EditDistance.differsByOneEdit(word, known))
                .toList();
        return similar.size() == 1 ? similar.getFirst() : word;
    }
}
