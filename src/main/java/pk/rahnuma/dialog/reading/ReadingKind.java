package pk.rahnuma.dialog.reading;

import static pk.rahnuma.dialog.reading.ReadingState.DOUBT;
import static pk.rahnuma.dialog.reading.ReadingState.MENU;
import static pk.rahnuma.dialog.reading.ReadingState.NEW;
import static pk.rahnuma.dialog.reading.ReadingState.QUESTION;
import static pk.rahnuma.dialog.reading.ReadingState.SUMMARY;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The policy by which a typed message is understood: kinds of readings in the order of their precedence, and the
/// states in which each counts. A message is followed as the first of its readings that counts. `docs/scripts.md` has
/// this table; a test generates it.
public enum ReadingKind {
    LINK(
            "a link: `/start <word>-<rest>`, or its address (`t.me/<bot>?start=…`)",
            "a script has this link",
            "its script starts",
            allStates()),
    GREETING(
            "a greeting or `/start`", "the person has no language yet", "the script of `start`", listStates(NEW, MENU)),
    LABEL(
            "an option of the current question",
            "the text is its label, and not `/` with the words of a script",
            "taken as the answer",
            sessionStates()),
    STORY(
            "a story",
            "the text is no command, language or words of a script alone, no correction, and begins with no `/`",
            "taken as the answer",
            listStates(ReadingState.STORY)),
    OFFER("a yes to the answer before", "that answer offers a script", "the script starts", listStates(MENU), true),
    CHOICE(
            "a button of the reply before",
            "an end offers scripts, a notice asks for a decision, or it was asked which is meant; the text is the label, in any language and with at most one wrong letter, or the place (“the first”; in a form not by a digit), except at a notice",
            "what a tap on the button does",
            listStates(MENU, QUESTION),
            true),
    NOTICE_ANSWER(
            "a button of the notice before, or an answer to its question",
            "the text is its label, or what the first question of its script takes (“4 stars”)",
            "the script of its link starts",
            listStates(MENU),
            true),
    LANGUAGE("a language", "`words.language_<language>` contains it", "the desk goes on in it", allStates()),
    COMMAND(
            "a command of the conversation: menu, status, human, cancel, …",
            "`words.<command>` contains it; for status and human also a request (“let me talk to a person”)",
            "the command runs",
            allStates()),
    SCRIPT(
            "a script to start",
            "`<script>.words` contains it, alone or in a request (“I want to register my VPN please”), and no script runs or the text begins with `/`",
            "it starts, with the facts of the sentence",
            allStates()),
    UNSEEN_CONFIRMATION(
            "a confirmation of something that was not seen",
            "it was written before the summary or the doubt was shown",
            "shown again",
            listStates(DOUBT, SUMMARY)),
    SESSION_COMMAND(
            "a command of the script: back, change, help, …",
            "`words.<command>` contains it, it can be used at this step, and it is not the label of an option",
            "the command runs",
            sessionStates()),
    WHY(
            "a question about the current question",
            "it contains an entry of `S.N.words.why`, and a question mark or no answer",
            "`S.N.why`, and the question again",
            listStates(QUESTION)),
    STATED_CORRECTION(
            "a new value for an answer that the text names (“no wait, my name is Sara Khan”, “15 should be OpenVPN”)",
            "it has the label of an answer or of a `later` question, in any language, another name of `S.N.words.label`, or at a summary its number, and a value that its question accepts; at a question also a word of `words.change`, `words.wrong` or a denial",
            "the answer is replaced, and shown",
            listStates(QUESTION, DOUBT, SUMMARY)),
    CHANGE(
            "an answer to change (“change my city”, “my name is wrong”)",
            "it is a word of `words.change` or `words.wrong` and the label of an answer or of a `later` question, in any language, or the beginning of one",
            "the question is asked again; the list of answers where several labels contain the name",
            listStates(QUESTION, DOUBT, SUMMARY)),
    SPOKEN_COMMAND(
            "a command inside a sentence", "see below", "the command runs", listStates(QUESTION, DOUBT, SUMMARY), true),
    MENU_COMMAND("a command that has nothing to act on", "no script runs", "the menu, with a line", listStates(MENU)),
    OTHER_SCRIPT(
            "another script to start",
            "`<script>.words` contains it, alone or in a request, and it does not answer the current question beyond doubt",
            "it starts; the running one is kept",
            sessionStates(),
            true),
    REFERENCE(
            "the reference of an application, alone or in a sentence",
            "a script has the link `application`, does not run yet, the text does not answer the current question beyond doubt, and is not a sentence at a question for a text without `pattern`",
            "the application is shown",
            allStates(),
            true),
    SCRIPT_IN_CLAUSE(
            "a script to start",
            "one clause of the text is a request that says that something is wanted (“…, and I want to register”), and no [answer](answers.md) fits the text",
            "it starts, with the facts of the sentence",
            listStates(NEW, MENU),
            true),
    REMINDER_TIME(
            "a time and nothing else (“tomorrow 10 am”)",
            "a form waits",
            "the reminder of the newest comes then",
            listStates(MENU),
            true),
    ACT(
            "the act of the message, see below",
            "at the menu: a script, command or language is wanted; in a script: the current question does not take the text beyond doubt",
            "see below",
            allStates(),
            true),
    FACTS(
            "several facts of a form (“Sara Khan, remote employee of a company in Norway, PTCL 203.0.113.7”)",
            "the text asks nothing, and has two or more answers to questions of a script that `keeps` its answers",
            "the script that takes most of them starts with them",
            listStates(NEW, MENU),
            true),
    UNSURE_ACT(
            "one of two acts, see below",
            "the two likeliest acts have a confidence of at least 0.25 and below 0.75, and a button each; the current question of a form does not take the text, and no [answer](answers.md) surely fits it",
            "both are offered as buttons; in a form, with the current question",
            allStates(),
            true),
    ASK(
            "a question to the desk",
            "the script of the command `ask` exists, the text has nothing that fits the current question, and an [answer](answers.md) fits it, though not the refusal to help around blocks; at the menu it only has to be similar to one",
            "answered, and the current question again; asked back where it is only similar",
            allStates()),
    PENDING_FILE("no answer yet", "the question waits for a file that is being fetched", "a line", sessionStates()),
    EMPTY("nothing", "the text is empty", "the question again", sessionStates()),
    CONTINUATION(
            "more of the last answer",
            "it was sent together with that answer, which is a list of addresses or a long text",
            "added to it",
            sessionStates()),
    LIST_ENTRY(
            "a number in the list of answers, or the label of one",
            "the list is shown",
            "asked again",
            sessionStates()),
    ITEM_ROWS(
            "items of a `repeat`, see [repeat](#repeat-a-list)",
            "the list or a question of an item is asked, and the text has several answers about items",
            "taken, and shown; what is missing is asked",
            sessionStates()),
    UNSEEN_ANSWER(
            "an answer to something that was not seen",
            "it was written before the question was seen, or more than a day after, unless only this question can take it",
            "the question again",
            sessionStates()),
    ALTERNATIVE(
            "the question that the current one offers instead", "`S.N.alternative`", "it is asked", sessionStates()),
    UNSURE_ANSWER(
            "an answer that may be something else",
            "the current question of a form takes any words, and the act of the text is another",
            "shown to be confirmed",
            sessionStates()),
    ANSWER(
            "the answer, or none, see below",
            "",
            "taken, doubted or refused; further answers are taken",
            sessionStates()),
    NOTHING(
            "none of these",
            "",
            "it joins the person's open ticket; otherwise the summary, the menu or the script of `start` is shown",
            allStates());

    /// All of them, in their order.
    public static final List<ReadingKind> ALL = List.of(values());
    /// Readings of a text that is an answer, whatever else it could mean.
    public static final List<ReadingKind> OF_ANSWERS = List.copyOf(EnumSet.range(PENDING_FILE, NOTHING));
    /// Readings of a text for one session.
    public static final List<ReadingKind> OF_SESSIONS = Stream.concat(
                    EnumSet.range(UNSEEN_CONFIRMATION, SPOKEN_COMMAND).stream(), OF_ANSWERS.stream())
            .toList();

    private final String meaning;
    private final String condition;
    private final String consequence;
    private final Set<ReadingState> states;
    private final boolean seenOnly;

    ReadingKind(String meaning, String condition, String consequence, Set<ReadingState> states) {
        this(meaning, condition, consequence, states, false);
    }

    /// @param seenOnly whether a message has to be written after the reply before it could be seen
    ReadingKind(String meaning, String condition, String consequence, Set<ReadingState> states, boolean seenOnly) {
        this.meaning = meaning;
        this.condition = condition;
        this.consequence = consequence;
        this.states = states;
        this.seenOnly = seenOnly;
    }

    private static Set<ReadingState> allStates() {
        return EnumSet.allOf(ReadingState.class);
    }

    private static Set<ReadingState> sessionStates() {
        return EnumSet.complementOf(EnumSet.of(NEW, MENU));
    }

    private static Set<ReadingState> listStates(ReadingState... states) {
        return EnumSet.copyOf(List.of(states));
    }

    /// True when a reading of this kind counts.
    ///
    /// @param seen whether the message was written after the reply before it could be seen
    public boolean counts(ReadingState state, boolean seen) {
        return states.contains(state) && (seen || !seenOnly);
    }

    /// The reading of a message: the first of these kinds that counts and is found.
    ///
    /// @param kinds in their order; the last has to be found always
    /// @param finder null for a kind that the message does not have
    public static Reading first(
            List<ReadingKind> kinds, ReadingState state, boolean seen, Function<ReadingKind, Reading> finder) {
        for (ReadingKind kind : kinds) {
            Reading reading = kind.counts(state, seen) ? finder.apply(kind) : null;
            if (reading != null) {
                return reading;
            }
        }
        throw new IllegalStateException("no reading found");
    }

    /// Meaning of such a message, as documentation.
    public String meaning() {
        return meaning;
    }

    /// Condition of such a message, as documentation; empty for always.
    public String condition() {
        return condition;
    }

    /// Consequence of such a message, as documentation.
    public String consequence() {
        return consequence;
    }
}
