package pk.rahnuma.dialog.script;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.OptionList;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;
import pk.rahnuma.shared.Language;

/// Builds the lexicon of a set of texts: their phrases, and the words of commands, languages and scripts.
final class LexiconBuilder {

    /// Numbers and places in a list that have words.
    private static final int MAX_NUMBER = 99;
    /// Minimum letters of the words of a command without those of a request.
    private static final int MIN_REDUCED_LENGTH = 4;
    private static final Set<GlobalCommand> REDUCED_COMMANDS =
            Set.of(GlobalCommand.HUMAN, GlobalCommand.STATUS, GlobalCommand.SEND, GlobalCommand.ADD);
    private static final String SCRIPT_WORDS_SUFFIX = ".words";

    private final ScriptTexts texts;
    private final Lexicon lexicon;

    LexiconBuilder(ScriptTexts texts) {
        this.texts = texts;
        this.lexicon = new Lexicon(list -> OptionList.of(texts.namesOf(list)));
    }

    Lexicon build() {
        for (PhraseKind kind : PhraseKind.values()) {
            texts.wordsFor(kind.key()).forEach(phrase -> lexicon.addPhrase(kind, phrase));
        }
        for (int number = 0; number <= MAX_NUMBER; number++) {
            addAll(Sense.NUMBER, Integer.toString(number), "phrases.number_" + number);
            addAll(Sense.ORDINAL, Integer.toString(number), "phrases.ordinal_" + number);
        }
        addAll(Sense.CHANGE, GlobalCommand.CHANGE.key(), "words." + GlobalCommand.CHANGE.key());
        addAll(Sense.CHANGE, GlobalCommand.CHANGE.key(), "words.wrong");
        for (String language : Language.ALL) {
            addAll(Sense.LANGUAGE, language, "words.language_" + language);
        }
        for (GlobalCommand command : GlobalCommand.values()) {
            Stream.concat(Stream.of(command.key()), texts.wordsFor("words." + command.key()).stream())
                    .forEach(words -> addCommand(command, words));
        }
        addScripts();
        return lexicon;
    }

    private void addAll(Sense sense, String value, String key) {
        texts.wordsFor(key).forEach(words -> lexicon.addSense(sense, value, words));
    }

    private void addCommand(GlobalCommand command, String words) {
        lexicon.addSense(Sense.COMMAND, command.key(), words);
        String reduced = lexicon.read(words).without(Lexicon.AROUND_REQUEST).key();
        if (REDUCED_COMMANDS.contains(command) && reduced.length() >= MIN_REDUCED_LENGTH) {
            lexicon.addSense(Sense.REQUESTED_COMMAND, command.key(), reduced);
        }
        if (command == GlobalCommand.YES || command == GlobalCommand.DONE) {
            lexicon.addSense(Sense.AGREEMENT, command.key(), words);
        }
    }

    /// Words of scripts, whole and without those of a request, which may be part of them.
    private void addScripts() {
        List<String> scripts = texts.scriptsWithWords();
        Set<String> vocabulary = new HashSet<>();
        for (String script : scripts) {
            for (String words : texts.wordsFor(script + SCRIPT_WORDS_SUFFIX)) {
                lexicon.addSense(Sense.SCRIPT, script, words);
                lexicon.addSense(Sense.REQUESTED_SCRIPT, script, words);
                vocabulary.addAll(List.of(words.split(" ")));
            }
        }
        for (String script : scripts) {
            for (String words : texts.wordsFor(script + SCRIPT_WORDS_SUFFIX)) {
                for (long around : new long[] {Lexicon.AROUND_REQUEST, Lexicon.AROUND_OWN}) {
                    Utterance reduced = lexicon.read(words).without(around);
                    if (reduced.wordCount() > 1 || reduced.sense(Sense.SCRIPT) != null) {
                        lexicon.addSense(Sense.REQUESTED_SCRIPT, script, reduced.key());
                    }
                }
            }
        }
        vocabulary.forEach(word -> lexicon.addSense(Sense.SCRIPT_WORD, word, word));
        texts.wordsFor(PhraseKind.REQUEST.key()).forEach(phrase -> vocabulary.addAll(List.of(phrase.split(" "))));
        vocabulary.forEach(lexicon::addCorrectable);
    }
}
