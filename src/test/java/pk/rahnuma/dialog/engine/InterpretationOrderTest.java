package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;

/// States the order in which a typed text is interpreted: for neighbours in the list of handlers, a text that both
/// would take goes to the first. Neighbours that no text fits together (a welcome needs that no session runs, an option
/// that one does) are left out.
class InterpretationOrderTest {

    private static final String POLL = """
            script: form
            link: join
            menu: 1
            steps:
              - ask: topic
                type: choice
                options: [urdu, status, form, other]
              - ask: note
                type: long-text
              - ask: ips
                type: ips
              - ask: front
                type: file
                optional: true
              - review: check
              - end: filed
            """;

    private static final String ASK = """
            script: ask
            interrupts: true
            command: ask
            steps:
              - ask: question
                type: text
              - end: answered
            """;

    /// Words with two meanings each.
    private static final String TEXTS = """
            form:
              words: [form, poll, menu, help, free form]
              topic: {ask: "TOPIC?", label: Topic, options: {urdu: Urdu, status: Status, form: Form, other: Other}}
            words:
              language_ur-Latn: [roman urdu, keep it]
            ask:
              title: ASK
              question: {ask: "QUESTION?", label: Question}
              answered: {say: "ANSWER TO {question}"}
            """;

    private final ScriptedConversation newcomer = converse(ConversationState.empty());
    private final ScriptedConversation person = converse(new ConversationState("en", List.of(), List.of(), 0));

    private static ScriptedConversation converse(ConversationState conversation) {
        return new ScriptedConversation(new ConversationSimulator(
                new DialogEngine(library(), new EagerMatcher()),
                ScriptedConversation.ACTIONS,
                conversation,
                ScriptedConversation.START,
                TestDesk.ASSISTANCE,
                "telegram"));
    }

    /// Takes any text with the word `help` or `free` for a question to the desk.
    private record EagerMatcher() implements FaqMatcher {
        @Override
        public boolean isAnswered(String text) {
            return text.contains("help") || text.contains("free");
        }

        @Override
        public boolean isNear(String text) {
            return true;
        }
    }

    private static ScriptLibrary library() {
        ScriptSources plain = ScriptedConversation.sources(POLL);
        Map<String, String> scripts = new LinkedHashMap<>(plain.scripts());
        scripts.put("ask.yaml", ASK);
        Map<String, Map<String, String>> texts = plain.texts().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, language -> {
                    Map<String, String> files = new LinkedHashMap<>(language.getValue());
                    files.replaceAll((name, text) ->
                            text.replace("  words: [form]\n", "").replace("  language_ur-Latn: [roman urdu]\n", ""));
                    files.put(language.getKey() + "/order.yaml", TEXTS);
                    return files;
                }));
        return ScriptLibrary.loadChecked(
                new ScriptSources(scripts, Map.of(), texts, Map.of(), Map.of()), ScriptedConversation.ACTIONS);
    }

    // Handlers of the conversation
    @Test
    void aLinkComesBeforeTheWelcome() {
        newcomer.sayText("/start join-other");
        assertThat(newcomer.allText()).isEqualTo("INTRODUCTION\n--\n2/4\n\nNOTE?");
    }

    @Test
    void theWelcomeComesBeforeTheAnswerToAQuestion() {
        newcomer.sayText("is it free?");
        assertThat(newcomer.allText()).isEqualTo("ANSWER TO is it free?\n\nSIGNATURE");
    }

    @Test
    void anOptionComesBeforeTheNameOfALanguage() {
        person.sayText("poll", "urdu");
        assertThat(person.text()).contains("NOTE?");
        assertThat(person.simulator.conversation().language()).isEqualTo("en");
    }

    @Test
    void anOptionComesBeforeACommand() {
        person.sayText("poll", "status");
        assertThat(person.text()).contains("NOTE?");
    }

    @Test
    void aScriptAfterASlashComesBeforeAnOption() {
        person.sayText("poll", "form");
        assertThat(person.text()).contains("NOTE?");
        person.sayText("menu", "poll", "/form");
        assertThat(person.text()).contains("TOPIC?");
    }

    @Test
    void theNameOfALanguageComesBeforeACommand() {
        person.sayText("poll", "keep it");
        assertThat(person.text()).contains("TOPIC?");
        assertThat(person.simulator.conversation().language()).isEqualTo("ur-Latn");
    }

    @Test
    void aCommandOfTheConversationComesBeforeAScript() {
        person.sayText("menu");
        assertThat(person.text()).isEqualTo("MENU");
    }

    @Test
    void aScriptComesBeforeACommandOfTheSession() {
        person.sayText("help");
        assertThat(person.text()).contains("TOPIC?");
    }

    @Test
    void helpAtTheMenuSaysWhatCanBeDone() {
        person.sayText("madad please");
        assertThat(person.text()).startsWith("HELP AT THE MENU");
    }

    @Test
    void aCommandOfTheSessionComesBeforeAQuestionToTheDesk() {
        person.sayText("back");
        assertThat(person.text()).contains("NOTHING RUNNING");
        person.sayText("poll", "help");
        assertThat(person.allText()).contains("HELP").doesNotContain("ANSWER");
    }

    @Test
    void wordsOfAScriptComeBeforeAQuestionToTheDesk() {
        person.sayText("poll", "other", "first", "free form please");
        assertThat(person.allText()).contains("TOPIC?").doesNotContain("ANSWER");
    }

    @Test
    void anAnswerBeyondDoubtComesBeforeWordsOfAScript() {
        person.sayText("poll", "form");
        assertThat(person.text()).contains("NOTE?");
    }

    @Test
    void aQuestionToTheDeskComesBeforeAnAnswerThatWouldBeRefused() {
        person.sayText("poll", "is it free?");
        assertThat(person.allText()).contains("ANSWER TO is it free?").contains("TOPIC?");
        assertThat(person.session().tries()).isZero();
    }

    @Test
    void aStoryComesBeforeCommandsAndReferencesInsideItButNotBeforeACommandAlone() {
        person.sayText("poll", "other", "change topic to urdu, and say what became of K7MP-4RTX-9X");
        assertThat(person.text()).contains("IPS?");
        for (String alone : List.of("menu", "/form", "urdu")) {
            ScriptedConversation other = converse(new ConversationState("en", List.of(), List.of(), 0));
            other.sayText("poll", "other", alone);
            assertThat(other.text()).as(alone).doesNotContain("IPS?");
        }
    }

    @Test
    void anAnswerThatFitsComesBeforeAQuestionToTheDesk() {
        person.sayText("poll", "other", "is it free?");
        assertThat(person.allText()).contains("IPS?").doesNotContain("ANSWER");
    }

    @Test
    void anAnswerComesBeforeTheMenu() {
        person.sayText("poll", "nonsense");
        assertThat(person.text()).contains("TOPIC?").doesNotContain("MENU");
    }
    // Handlers of the session
    private void sendPicture() {
        person.sayText("poll", "other", "first", "39.32.10.1");
        FileReference picture = new FileReference("tg", null, "image/jpeg", 100, true, null);
        person.applyInput(new ConversationInput.File(picture, null, "m9"));
        assertThat(person.text()).isEqualTo("FETCHING");
    }

    private void sayBlindly(String text) {
        person.applyInput(new ConversationInput.Text(text, "m9", true));
    }

    @Test
    void aCommandComesBeforeTheWaitForAFile() {
        sendPicture();
        person.sayText("skip");
        assertThat(person.text()).contains("CHECK");
    }

    @Test
    void theWaitForAFileComesBeforeAnEmptyText() {
        sendPicture();
        person.sayText(" ");
        assertThat(person.text()).isEqualTo("FETCHING");
    }

    @Test
    void theRefusalOfALongTextComesBeforeTheWaitForAFile() {
        sendPicture();
        person.sayText("x".repeat(50_000));
        assertThat(person.text()).contains("TOO LONG 4,000").contains("FRONT?");
    }

    @Test
    void theRefusalOfALongTextComesBeforeALink() {
        person.sayText("/start " + "x".repeat(4_000));
        assertThat(person.text()).contains("TOO LONG 4,000").contains("MENU");
    }

    @Test
    void theLengthOfATextIsThatOfTheNormalisedOne() {
        person.sayText("\uFB2C".repeat(1_400));
        assertThat(person.text()).contains("TOO LONG 4,000").contains("MENU");
    }

    @Test
    void theRefusalOfALongTextComesBeforeTheContinuationOfAnAnswer() {
        person.sayText("poll", "other", "first", "39.32.10.1");
        sayBlindly("39.32.10.2 ".repeat(5_000));
        assertThat(person.text()).contains("TOO LONG").contains("FRONT?");
    }

    @Test
    void theContinuationOfAnAnswerComesBeforeASelectionFromTheListOfAnswers() {
        person.sayText("poll", "other", "first", "change");
        sayBlindly("1");
        assertThat(person.session().answers().get("note").value()).isEqualTo("first\n1");
    }

    @Test
    void aSelectionFromTheListOfAnswersComesBeforeTheRepetitionOfAnUnseenQuestion() {
        person.sayText("poll", "other", "first", "change").advanceClock(Duration.ofDays(2));
        person.sayText("1");
        assertThat(person.text()).contains("TOPIC?").doesNotContain("WELCOME BACK");
    }

    @Test
    void theRepetitionOfAnUnseenQuestionComesBeforeAnAnswer() {
        person.sayText("poll", "other").advanceClock(Duration.ofDays(2));
        person.sayText("first");
        assertThat(person.text()).contains("WELCOME BACK").contains("NOTE?");
    }
}
