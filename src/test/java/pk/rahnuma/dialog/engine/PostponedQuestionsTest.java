package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Session;

/// Required questions that a person puts off, and the reminder of what is left.
class PostponedQuestionsTest {

    private static final String FORM = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: identity
                type: cnic
                instead: [passport]
              - when: identity == 'passport'
                steps:
                  - end: abroad
              - ask: kind
                type: choice
                options: [one, two, status]
              - when: kind == 'two'
                steps:
                  - ask: only_two
                    type: number
              - ask: town
                type: choice
                options: [lahore, karachi]
              - ask: region
                type: choice
                options: [punjab, sindh]
                derive: "town == 'lahore' ? 'punjab' : ''"
              - ask: front
                type: file
                paper: true
                early: true
              - ask: name
                type: text
              - say: greeting
              - ask: mobile
                type: phone
              - repeat: sites
                title: site
                steps:
                  - ask: site
                    type: text
                  - ask: ips
                    type: ips
              - review: check
              - act: sent
                action: test.send
                with:
                  answers: answers
              - end: received
            """;

    private static final String UNREVIEWED = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: mobile
                type: phone
              - act: sent
                action: test.send
                with: {answers: answers}
              - review: check
              - end: received
            """;

    private static final String OPTIONAL = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: name
                type: text
                optional: true
              - ask: kind
                type: choice
                options: [one, two, status]
              - review: check
              - act: sent
                action: test.send
                with: {answers: answers}
              - end: received
            """;

    private static final String CARD = "35202-1234567-1";

    private final ScriptedConversation conversation = begin(FORM);

    private static ScriptedConversation begin(String form) {
        return new ScriptedConversation(ScriptedConversation.library(form));
    }

    @BeforeEach
    void startForm() {
        conversation.sayText("form");
    }

    private void sendPhoto() {
        conversation.applyInput(
                new ConversationInput.File(new FileReference("f1", "card.jpg", "image/jpeg", 100_000), null, null));
    }

    /// Answers all questions but identity, front and mobile, which are put off.
    private void reachEnd() {
        conversation.sayText("later", "one", "lahore", "later", "Sana", "later", "Office", "39.40.1.2", "done");
    }

    @Test
    void areAskedAgainBeforeTheReview() {
        conversation.sayText("later");
        assertThat(conversation.text()).startsWith("POSTPONED Identity").endsWith("KIND?");
        conversation.sayText("one", "lahore");
        sendPhoto();
        conversation.sayText("Sana", "03001234567", "Office", "39.40.1.2", "done");
        assertThat(conversation.text()).startsWith("LEFT FOR THE END").endsWith("IDENTITY?");
        conversation.sayText(CARD);
        assertThat(conversation.text()).startsWith("CHECK").contains(CARD);
    }

    @Test
    void countWhereTheyAreAsked() {
        assertThat(conversation.text()).startsWith("1/8");
        conversation.sayText("later");
        assertThat(conversation.text()).contains("1/8").endsWith("KIND?");
        conversation.sayText("one");
        assertThat(conversation.text()).startsWith("2/8");
    }

    @Test
    void papersComeLast() {
        conversation.sayText(CARD, "one", "lahore", "later", "Sana", "later");
        assertThat(conversation.session().postponed()).containsExactly("mobile", "front");
    }

    @ParameterizedTest
    @CsvSource({"kind, 'x'", "town, one", "name, 'one|lahore|later'", "site, 'one|lahore|later|Sana|later'"})
    void onesThatOthersDependOnComeFirst(String question, String answers) {
        conversation.sayText("later");
        if (!answers.equals("x")) {
            conversation.sayText(answers.split("[|]"));
        }
        conversation.sayText("later");
        assertThat(conversation.text()).startsWith("FIRST").endsWith(question.toUpperCase() + "?");
        assertThat(conversation.labels()).contains("Keep");
    }

    @Test
    void nothingToGiveIsNoDelayExceptAtAPaper() {
        conversation.sayText("nothing");
        assertThat(conversation.text()).startsWith("NONE YET").endsWith("IDENTITY?");
        conversation.sayText(CARD, "one", "lahore", "nothing");
        assertThat(conversation.text()).startsWith("POSTPONED Front").endsWith("NAME?");
    }

    @Test
    void anAnswerThatIsNotKnownIsPutOffWithTheHelp() {
        conversation.sayText("no idea");
        assertThat(conversation.text()).startsWith("POSTPONED Identity").endsWith("KIND?");
    }

    @Test
    void areNamedWhenTheyArePutOffAgainAndTheNextIsAsked() {
        reachEnd();
        conversation.sayText("later");
        assertThat(conversation.allText())
                .startsWith("ONLY Mobile · Front · Identity")
                .endsWith("MOBILE?");
        conversation.sayText("03001234567");
        assertThat(conversation.text()).endsWith("FRONT?");
    }

    @Test
    void theLastOneAloneIsNotAskedAgainAtOnce() {
        conversation.sayText("later", "one", "lahore");
        sendPhoto();
        conversation.sayText("Sana", "03001234567", "Office", "39.40.1.2", "done", "skip");
        assertThat(conversation.allText()).isEqualTo("ONLY Identity");
        assertThat(conversation.labels()).containsExactly("Hour", "Evening", "Morning", "Continue", "Menu");
        conversation.sayText(CARD);
        assertThat(conversation.text()).startsWith("CHECK");
    }

    @Test
    void ofAnItemOfAListAreAskedAtTheEndToo() {
        conversation.sayText(CARD, "one", "lahore");
        sendPhoto();
        conversation.sayText("Sana", "03001234567", "Office", "later", "done");
        assertThat(conversation.text()).startsWith("LEFT FOR THE END").endsWith("IPS?");
        conversation.sayText("39.40.1.2");
        assertThat(conversation.text()).startsWith("CHECK").contains("39.40.1.2");
    }

    @Test
    void anItemThatIsRemovedTakesItsOwnAlong() {
        conversation.sayText(CARD, "one", "lahore");
        sendPhoto();
        conversation.sayText("Sana", "03001234567", "Office", "later", "remove 1", "Home");
        assertThat(conversation.text()).endsWith("IPS?");
    }

    @Test
    void aPhotoSentMeanwhileAnswersOne() {
        conversation.sayText(CARD, "one", "lahore", "later");
        sendPhoto();
        assertThat(conversation.text()).startsWith("EARLY Front").endsWith("NAME?");
        assertThat(conversation.session().postponed()).isEmpty();
    }

    @Test
    void areFoundByTheirName() {
        conversation.sayText("later", "one", "change identity");
        assertThat(conversation.text()).endsWith("IDENTITY?");
        conversation.sayText(CARD);
        assertThat(conversation.text()).endsWith("TOWN?");
        assertThat(conversation.session().postponed()).isEmpty();
    }

    @Test
    void anAnswerThatIsBeingChangedStays() {
        conversation.sayText(CARD, "one", "change identity", "later");
        assertThat(conversation.text()).startsWith("LATER").endsWith("IDENTITY?");
        assertThat(conversation.session().answers()).containsKey("identity");
        assertThat(conversation.session().postponed()).isEmpty();
    }

    @Test
    void anAppAnswersThemAtAnyTime() {
        conversation.sayText("later", "one");
        conversation.applyInput(
                new ConversationInput.SubmittedAnswers(null, Map.of("identity", CARD, "town", "karachi")));
        assertThat(conversation.session().answers()).containsKeys("identity", "town");
        assertThat(conversation.session().postponed()).isEmpty();
    }

    @Test
    void anOptionalOneThatThePersonMeansToAnswerIsAskedOnceMore() {
        ScriptedConversation optional = begin(OPTIONAL).sayText("form", "later");
        assertThat(optional.text()).startsWith("POSTPONED Name").endsWith("KIND?");
        assertThat(optional.sayText("one").text())
                .startsWith("LEFT FOR THE END")
                .endsWith("NAME?");
        assertThat(optional.sayText("later").text()).startsWith("CHECK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skip", "nothing"})
    void anOptionalOneThatIsSkippedIsNotAskedAgain(String words) {
        ScriptedConversation optional = begin(OPTIONAL).sayText("form", words);
        assertThat(optional.text()).endsWith("KIND?");
        assertThat(optional.sayText("one").text()).startsWith("CHECK");
    }

    @Test
    void beforeAnActionNothingIsPutOff() {
        ScriptedConversation unreviewed = begin(UNREVIEWED).sayText("form", "later");
        assertThat(unreviewed.text()).startsWith("LATER").endsWith("MOBILE?");
        assertThat(unreviewed.sayText("skip").text()).startsWith("CANNOT SKIP").endsWith("MOBILE?");
    }

    @Test
    void aSessionWithoutThemIsStoredAsBefore() {
        String json = new String(DialogJson.toBytes(conversation.session()), StandardCharsets.UTF_8);
        assertThat(json).doesNotContain("postponed", "\"time\"");
        Session read = DialogJson.fromBytes(DialogJson.toBytes(conversation.session()), Session.class);
        assertThat(read.postponed()).isEmpty();
    }

    @Test
    void theChosenReminderComesOnceInPlaceOfTheFirst() {
        reachEnd();
        conversation.sayText("later");
        conversation.tapData(buttonData("Morning"));
        assertThat(conversation.text()).startsWith("REMINDER SET").contains("9:00");
        assertThat(conversation.advanceClock(Duration.ofHours(22)).lastReplies).isEmpty();
        assertThat(conversation.advanceClock(Duration.ofHours(1)).text()).startsWith("CHOSEN REMINDER Form");
        assertThat(conversation.advanceClock(Duration.ofDays(10)).lastReplies).isEmpty();
        assertThat(conversation.advanceClock(Duration.ofDays(43)).text()).startsWith("LAST");
    }

    @Test
    void anEveningThatIsOverIsNotOffered() {
        conversation.advanceClock(Duration.ofHours(9));
        reachEnd();
        conversation.sayText("later");
        assertThat(conversation.lastReplies.getFirst().buttons().toString())
                .contains("Hour", "Morning")
                .doesNotContain("Evening");
    }

    @Test
    void theReminderOfAFormThatIsGoneIsRefused() {
        conversation.tapData("!remind=hour-zz");
        assertThat(conversation.text()).startsWith("STALE");
    }

    /// Data of a button of any of the last messages.
    private String buttonData(String label) {
        return conversation.lastReplies.stream()
                .flatMap(reply -> reply.buttons().stream())
                .flatMap(List::stream)
                .filter(button -> button.label().equals(label))
                .findFirst()
                .orElseThrow()
                .data();
    }
}
