package pk.rahnuma.dialog.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.understanding.CityPhrases;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Lexicon.Sense;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds what a text asks for: a command, a script, a language, another value of an answer. A request may be a
/// sentence in which every word belongs to it: "Hello, I want to register my VPN please". A question, a denial and a
/// story ask for nothing.
public final class RequestReader {

    /// A command as written by a person.
    ///
    /// @param number after it ("change 4"), or 0
    public record CommandMatch(GlobalCommand command, int number) {}

    /// A longer text is a story.
    private static final int MAX_REQUEST_LENGTH = 160;
    /// Maximum characters of a command.
    private static final int MAX_COMMAND_LENGTH = 60;
    private static final int MAX_NUMBER_LENGTH = 3;
    /// Minimum letters of a text of one word that may have a typing error: a shorter one may be another word.
    private static final int MIN_SINGLE_LENGTH = 6;

    private static final Set<String> CONJUNCTIONS = Set.of("and", "so", "aur", "اور");
    /// With what people say of themselves beside it: "main freelancer hun, mujhe VPN register karwana hai".
    private static final long AROUND_STATEMENT = Lexicon.AROUND_OWN
            | PhraseKind.bits(PhraseKind.OCCUPATION, PhraseKind.INTRODUCTION, PhraseKind.CLOSING, PhraseKind.ARTICLE);
    private static final long AROUND_AGREEMENT = PhraseKind.bits(PhraseKind.FILLER, PhraseKind.GREETING);
    private static final long AROUND_NAME = PhraseKind.bits(PhraseKind.REQUEST, PhraseKind.OWN);
    private static final long AROUND_DENIAL = PhraseKind.bits(
            PhraseKind.NEGATION, PhraseKind.REFUSAL, PhraseKind.LATER, PhraseKind.WAIT, PhraseKind.FILLER);

    private static final long AGREEMENT_OR_REFUSAL =
            PhraseKind.bits(PhraseKind.AGREEMENT, PhraseKind.REFUSAL, PhraseKind.FILLER);
    private static final Set<GlobalCommand> REQUESTED_COMMANDS = Set.of(GlobalCommand.HUMAN, GlobalCommand.STATUS);
    private static final Set<GlobalCommand> LEADING_COMMANDS =
            Set.of(GlobalCommand.BACK, GlobalCommand.SKIP, GlobalCommand.HELP);

    private RequestReader() {}

    /// Text of a command, without words that say nothing: "English please". Empty when it is too long for one.
    private static Utterance toCommandText(Utterance text) {
        return text.text().length() > MAX_COMMAND_LENGTH ? text.part(0, 0) : text.withoutFillers();
    }

    /// Command that is the whole text, or that a whole request asks for: "let me talk to a person".
    ///
    /// @return null when the text is no command
    public static CommandMatch findCommand(Utterance text) {
        Utterance bare = toCommandText(text);
        if (bare.isEmpty()) {
            return null;
        }
        GlobalCommand whole = commandOf(bare, Sense.COMMAND);
        if (whole != null) {
            return new CommandMatch(whole, 0);
        }
        CommandMatch numbered = findNumbered(bare);
        if (numbered != null) {
            return numbered;
        }
        GlobalCommand requested = isStatement(text) ? requestedCommand(text) : null;
        return requested != null && REQUESTED_COMMANDS.contains(requested) ? new CommandMatch(requested, 0) : null;
    }

    /// "Change 4", "remove 2".
    private static CommandMatch findNumbered(Utterance bare) {
        int last = bare.wordCount() - 1;
        String number = bare.word(last);
        boolean digits = number.length() <= MAX_NUMBER_LENGTH && number.chars().allMatch(c -> c >= '0' && c <= '9');
        GlobalCommand command = last > 0 && digits ? commandOf(bare.part(0, last), Sense.COMMAND) : null;
        return command == GlobalCommand.CHANGE || command == GlobalCommand.REMOVE
                ? new CommandMatch(command, Integer.parseInt(number))
                : null;
    }

    private static GlobalCommand commandOf(Utterance text, Sense sense) {
        String key = text.sense(sense);
        return key == null ? null : GlobalCommand.fromKey(key);
    }

    /// Command of a request, whatever is around it.
    private static GlobalCommand requestedCommand(Utterance text) {
        Utterance reduced = text.without(Lexicon.AROUND_REQUEST);
        GlobalCommand whole = commandOf(reduced, Sense.COMMAND);
        return whole == null ? commandOf(reduced, Sense.REQUESTED_COMMAND) : whole;
    }

    /// Command that a sentence gives at a summary, or null: "all good now, send it", "haan theek hai".
    public static CommandMatch findReviewCommand(Utterance text) {
        GlobalCommand command = reviewCommand(text);
        return command == null ? null : new CommandMatch(command, 0);
    }

    /// Command that a sentence gives at a list of items, or null: "yes, add another", "no, that is all".
    public static CommandMatch findListCommand(Utterance text) {
        if (text.text().length() > MAX_REQUEST_LENGTH || text.hasQuestionMark()) {
            return null;
        }
        Utterance bare = text.withoutStart(AGREEMENT_OR_REFUSAL, null).withoutFillers();
        GlobalCommand whole = commandOf(bare, Sense.COMMAND);
        GlobalCommand command = whole == null ? requestedCommand(bare) : whole;
        return command == GlobalCommand.ADD || command == GlobalCommand.DONE ? new CommandMatch(command, 0) : null;
    }

    private static GlobalCommand reviewCommand(Utterance text) {
        if (!isStatement(text)) {
            return null;
        }
        GlobalCommand whole = requestedCommand(text);
        if (whole != null) {
            return whole;
        }
        return isAgreeing(text) ? GlobalCommand.SEND : requestedCommand(withoutAgreement(text));
    }

    /// True when the text asks to send: "yes, send it". A yes alone does not.
    public static boolean asksToSend(Utterance text) {
        return reviewCommand(text) == GlobalCommand.SEND && !isAgreeing(text);
    }

    /// True when a sentence without a denial has words that send: "everything is fine, submit it".
    public static boolean saysSend(Utterance text) {
        return isStatement(text) && hasWordsOf(text, GlobalCommand.SEND);
    }

    /// True when the text has words for the command, whatever else it says.
    public static boolean hasWordsOf(Utterance text, GlobalCommand command) {
        return text.contains(Sense.COMMAND, command.key()) || text.contains(Sense.REQUESTED_COMMAND, command.key());
    }

    /// True when the text says yes, and nothing else.
    public static boolean isAgreement(Utterance text) {
        return isStatement(text) && isAgreeing(text);
    }

    private static boolean isAgreeing(Utterance text) {
        Utterance rest = withoutAgreement(text);
        return rest != text && rest.without(AROUND_AGREEMENT).isEmpty();
    }

    private static Utterance withoutAgreement(Utterance text) {
        return text.without(PhraseKind.AGREEMENT.bit(), Sense.AGREEMENT);
    }

    /// Command before a remark, or null: "back, the number was wrong".
    public static CommandMatch findLeadingCommand(Utterance text) {
        if (!isStatement(text)) {
            return null;
        }
        List<Utterance> clauses = SentenceSplitter.splitParts(text, SentenceSplitter.CLAUSE_END, CONJUNCTIONS);
        GlobalCommand first = clauses.size() > 1 ? commandOf(clauses.getFirst().withoutFillers(), Sense.COMMAND) : null;
        return first != null && LEADING_COMMANDS.contains(first) ? new CommandMatch(first, 0) : null;
    }

    /// True for a text on one line that is no question, denial or story.
    private static boolean isStatement(Utterance text) {
        return text.text().length() <= MAX_REQUEST_LENGTH
                && !text.text().startsWith("/")
                && !text.hasQuestionMark()
                && !text.contains(PhraseKind.NEGATION);
    }

    /// Words beside a word for "change" or "wrong", which may name an answer: "change my city", "shehar galat hai"; or
    /// null.
    public static Utterance findChangedName(Utterance text) {
        if (!text.saysChange()) {
            return null;
        }
        // Words around a request may be part of the words: "theek *karna hai*".
        Utterance whole = toCommandText(text);
        List<Utterance> names = new ArrayList<>();
        addBesideChange(whole, names);
        addBesideChange(whole.without(AROUND_NAME), names);
        return names.stream()
                .map(name -> name.without(AROUND_NAME))
                .filter(name -> !name.isEmpty())
                .min(Comparator.comparingInt(name -> name.key().length()))
                .orElse(null);
    }

    private static void addBesideChange(Utterance text, List<Utterance> names) {
        int words = text.wordCount();
        for (int count = 1; count < words; count++) {
            if (text.sense(Sense.CHANGE, 0, count) != null) {
                names.add(text.part(count, words));
            }
            if (text.sense(Sense.CHANGE, words - count, count) != null) {
                names.add(text.part(0, words - count));
            }
        }
    }

    /// True when one clause of several only denies what was said before: "no wait, my name is Sara Khan".
    public static boolean isDenial(Utterance text) {
        if (!text.containsAny(AROUND_DENIAL)) {
            return false;
        }
        List<Utterance> clauses = SentenceSplitter.splitParts(text, SentenceSplitter.CLAUSE_END, Set.of());
        return clauses.size() > 1
                && clauses.stream()
                        .anyMatch(clause ->
                                clause.without(AROUND_DENIAL, Sense.CHANGE).isEmpty());
    }

    /// Language that the text names, or null.
    public static String findLanguage(Utterance text) {
        return toCommandText(text).sense(Sense.LANGUAGE);
    }

    /// True when the text greets, and says nothing else.
    private static boolean isGreeting(Utterance text) {
        return toCommandText(text).is(PhraseKind.GREETING);
    }

    /// True for a greeting, and for the command that greets.
    public static boolean greets(Utterance text) {
        CommandMatch match = findCommand(text);
        return match != null && match.command() == GlobalCommand.START || isGreeting(text);
    }

    /// True for a text that is a command, a language or the words of a script as a whole.
    public static boolean isWholeRequest(Utterance text) {
        return findCommand(text) != null || findLanguage(text) != null || findScript(text) != null;
    }

    /// Script that the text asks for, alone or in a sentence, or null.
    public static String findScript(Utterance text) {
        String whole = toCommandText(text).sense(Sense.SCRIPT);
        return whole == null && isStatement(text) ? scriptIn(text, false) : whole;
    }

    /// The only script that a clause of a sentence asks for, or null: "I am a consultant, and I want to register".
    public static String findScriptInClause(Utterance text) {
        if (!isStatement(text)) {
            return null;
        }
        String wanted = null;
        for (Utterance clause : SentenceSplitter.splitParts(text, SentenceSplitter.CLAUSE_END, CONJUNCTIONS)) {
            String found = scriptIn(clause, true);
            if (wanted != null && found != null && !wanted.equals(found)) {
                return null;
            }
            wanted = found == null ? wanted : found;
        }
        return wanted;
    }

    /// @param wish whether the text has to say that this is wanted
    private static String scriptIn(Utterance typed, boolean wish) {
        // "Let me check" asks for time, not for a check.
        Utterance text = typed.is(PhraseKind.WAIT) ? null : withoutTypingErrors(typed);
        return text == null || text.withoutFillers().startsWith(PhraseKind.INTERROGATIVE) || wish && !saysWish(text)
                ? null
                : scriptOf(text);
    }

    /// A city says nothing about the script: "I am a freelancer from Karachi and want to register my VPN".
    private static String scriptOf(Utterance text) {
        Utterance elsewhere = CityPhrases.removeCities(text);
        // Words around a value may be the object of a request: "I have to check the *name*".
        long aroundStatement = elsewhere.contains(PhraseKind.OCCUPATION) ? AROUND_STATEMENT : Lexicon.AROUND_OWN;
        return Stream.of(
                        text.without(Lexicon.AROUND_REQUEST),
                        text.without(Lexicon.AROUND_OWN),
                        elsewhere.without(Lexicon.AROUND_REQUEST),
                        elsewhere.without(Lexicon.AROUND_OWN),
                        elsewhere.without(aroundStatement))
                .map(rest -> rest.sense(Sense.REQUESTED_SCRIPT))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /// True when more than one word says that something is wanted: "fine" and "it" alone do not.
    private static boolean saysWish(Utterance text) {
        return text.wordCount() - text.without(PhraseKind.REQUEST.bit()).wordCount() > 1;
    }

    /// The text without one wrong letter in a word; null when it has a word that no request has.
    private static Utterance withoutTypingErrors(Utterance text) {
        boolean single = text.wordCount() == 1 && text.key().length() < MIN_SINGLE_LENGTH;
        String corrected = null;
        for (String word : wordsBeside(text, AROUND_STATEMENT | PhraseKind.bits(PhraseKind.CITY, PhraseKind.AGO))) {
            if (text.lexicon().senseOf(Sense.SCRIPT_WORD, word) == null) {
                String meant = single ? null : text.lexicon().findCorrected(word);
                if (meant == null) {
                    return null;
                }
                String before = corrected == null ? text.key() : corrected;
                corrected = (" " + before + " ")
                        .replace(" " + word + " ", " " + meant + " ")
                        .strip();
            }
        }
        return corrected == null ? text : text.read(corrected);
    }

    /// Words that are part of no phrase of these kinds.
    private static List<String> wordsBeside(Utterance text, long kinds) {
        List<String> beside = new ArrayList<>();
        int after = 0;
        for (int i = 0; i < text.wordCount(); i++) {
            after = Math.max(after, i + text.countAt(i, kinds, null));
            if (i >= after) {
                beside.add(text.word(i));
            }
        }
        return beside;
    }
}
