package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;

/// Files that are announced before they are available, and arrive later, or never.
public class FileInputTest {

    public static final String CARD = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: front
                type: file
              - ask: back
                type: file
                optional: true
              - ask: note
                type: text
              - end: filed
            """;

    private static final String EARLY = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: name
                type: text
                least: 2
                most: 40
              - ask: kind
                type: choice
                options: [one, two, status]
              - when: kind == 'one'
                steps:
                  - ask: card
                    type: file
              - ask: front
                type: file
                paper: true
                early: true
              - ask: back
                type: file
                early: true
              - ask: note
                type: text
              - review: check
                sections:
                  person: [name, kind, card, front, back, note]
              - end: filed
            """;

    private static final String CONSENT = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: name
                type: text
              - act: sent
                action: test.send
                with: {answers: answers}
              - ask: front
                type: file
                early: true
              - end: filed
            """;

    private static final String TABLE = """
            script: form
            menu: 1
            keeps: true
            steps:
              - ask: name
                type: text
              - ask: ips
                type: ips
                early: true
                most: 16
              - end: filed
            """;

    private DialogEngine talk;
    private ConversationState conversation;
    private final List<FileFetch> fetches = new ArrayList<>();
    private List<Reply> heard = List.of();

    FileInputTest() {
        begin(CARD);
        assertThat(said()).contains("FRONT?");
    }

    private void begin(String script) {
        talk = new DialogEngine(ScriptedConversation.library(script));
        conversation = new ConversationState("en", List.of(), List.of(), 0);
        take(new ConversationInput.Tap("!start=form", null));
    }

    private void take(ConversationInput input) {
        take(input, null);
    }

    /// @param ticket number of the person's open ticket, or null
    private void take(ConversationInput input, String ticket) {
        EngineContext context = new EngineContext(
                        ScriptedConversation.START.plus(Duration.ofSeconds(1)), "en", TestDesk.ASSISTANCE, "telegram")
                .withOpenTicket(ticket);
        TurnResult turned = talk.processTurn(
                DialogJson.fromBytes(DialogJson.toBytes(conversation), ConversationState.class), input, context);
        conversation = turned.conversation();
        fetches.addAll(turned.fetches());
        heard = turned.replies();
    }

    private void says(String text) {
        take(new ConversationInput.Text(text, "t", false));
    }

    private void sends(String message, String album) {
        take(new ConversationInput.File(
                new FileReference("tg-" + message, null, "image/jpeg", 100, true, album), null, message));
    }

    private void arrives(int fetch) {
        FileFetch asked = fetches.get(fetch);
        take(new ConversationInput.Fetched(
                asked.session(), asked.handle(), new FileReference("doc" + fetch, "a.jpg", "image/jpeg", 100), null));
    }

    /// @param alike handles of files that show the same picture
    private void arrives(int fetch, String... alike) {
        FileFetch asked = fetches.get(fetch);
        FileReference file =
                new FileReference("doc" + fetch, "a.jpg", "image/jpeg", 100).withPicture(null, List.of(alike));
        take(new ConversationInput.Fetched(asked.session(), asked.handle(), file, null));
    }

    private void fails(int fetch, String problem) {
        FileFetch asked = fetches.get(fetch);
        take(new ConversationInput.Fetched(asked.session(), asked.handle(), null, problem));
    }

    private String said() {
        return String.join("\n", heard.stream().map(Reply::text).toList());
    }

    private Object answer(String question) {
        Session session = conversation.stack().getLast();
        return session.answers().containsKey(question)
                ? session.answers().get(question).value()
                : null;
    }

    @Test
    void aFileIsTheAnswerOnceItHasCome() {
        sends("m1", null);
        assertThat(said()).isEqualTo("FETCHING");
        assertThat(fetches).extracting(fetch -> fetch.file().id()).containsExactly("tg-m1");
        assertThat(answer("front")).isNull();
        arrives(0);
        assertThat(said()).contains("BACK?");
        assertThat(answer("front")).isEqualTo("doc0");
    }

    private void sendsWith(String message, String caption) {
        take(new ConversationInput.File(
                new FileReference("tg-" + message, null, "image/jpeg", 100, true, null), caption, message));
    }

    @Test
    void eachTextWrittenWithFilesIsKeptOnceAndACutIsSaid() {
        begin(CARD.replace(
                "    type: text\n",
                "    type: long-text\n    later: true\n    most: 20\n    captions: true\n  - review: check\n"));
        sendsWith("m1", "a new scan");
        fails(0, "picture_blurred");
        sendsWith("m2", " a new scan ");
        assertThat(answer("note")).isEqualTo("a new scan");
        assertThat(said()).doesNotContain("CUT");
        arrives(1);
        sendsWith("m3", "scan");
        assertThat(answer("note")).as("a part of another text").isEqualTo("a new scan\nscan");
        assertThat(said()).doesNotContain("CUT");
        sendsWith("m4", "🙂🙂🙂🙂🙂🙂");
        assertThat(answer("note")).isEqualTo("a new scan\nscan\n🙂🙂🙂🙂");
        assertThat(said()).contains("CUT 20");
    }

    @Test
    void oneThatIsNotTakenIsAskedForAgainWithTheReason() {
        sends("m1", null);
        fails(0, "locked");
        assertThat(said()).contains("LOCKED", "FRONT?");
        sends("m2", null);
        arrives(1);
        assertThat(answer("front")).isEqualTo("doc1");
    }

    @Test
    void textDuringADownloadIsAskedToWaitAndTheFileCounts() {
        sends("m1", null);
        says("did it arrive?");
        assertThat(said()).isEqualTo("FETCHING");
        says("help");
        arrives(0);
        assertThat(answer("front")).isEqualTo("doc0");
    }

    @Test
    void picturesOfAnAlbumAnswerOneQuestionAfterTheOther() {
        sends("m1", "a");
        sends("m2", "a");
        assertThat(said()).as("said once").isEmpty();
        arrives(0);
        arrives(1);
        assertThat(answer("front")).isEqualTo("doc0");
        assertThat(answer("back")).isEqualTo("doc1");
        assertThat(said()).contains("NOTE?");
    }

    @Test
    void ofAnAlbumThatIsTooLargeTheRestIsRefusedKindly() {
        sends("m1", "a");
        sends("m2", "a");
        sends("m3", "a");
        arrives(0);
        arrives(1);
        arrives(2);
        assertThat(said()).contains("NOTE?");
        assertThat(answer("note")).isNull();
    }

    @Test
    void oneThatIsTakenAgainBeforeTheFirstHasComeTakesItsPlace() {
        sends("m1", null);
        sends("m2", null);
        arrives(0);
        assertThat(heard).isEmpty();
        assertThat(answer("front")).isNull();
        arrives(1);
        assertThat(answer("front")).isEqualTo("doc1");
        assertThat(answer("back")).isNull();
    }

    @Test
    void aPictureThatIsChangedInItsMessageTakesThePlaceOfTheOneBefore() {
        sends("m1", null);
        arrives(0);
        sends("m2", null);
        arrives(1);
        assertThat(said()).contains("NOTE?");
        sends("m1", null);
        arrives(2);
        assertThat(answer("front")).isEqualTo("doc2");
        assertThat(answer("back")).isEqualTo("doc1");
        assertThat(said()).contains("NOTE?");
    }

    @Test
    void onePictureCannotAnswerTwoQuestionsOfAFormBeItSentLaterOrChanged() {
        sends("m1", null);
        arrives(0, "doc0", "sent before this form");
        sends("m2", null);
        arrives(1, "doc0", "doc1");
        assertThat(said()).contains("SAME PICTURE", "BACK?");
        sends("m3", null);
        arrives(2, "doc2");
        assertThat(said()).contains("NOTE?");
        sends("m1", null);
        arrives(3, "doc2", "doc3");
        assertThat(said()).contains("SAME PICTURE");
        assertThat(answer("front")).isEqualTo("doc0");
        sends("m1", null);
        arrives(4, "doc0", "doc4");
        assertThat(answer("front")).isEqualTo("doc4");
        assertThat(answer("back")).isEqualTo("doc2");
    }

    @Test
    void oneThatComesAfterThePersonHasGoneOnChangesNothing() {
        sends("m1", null);
        arrives(0);
        sends("m2", null);
        says("skip");
        assertThat(said()).contains("NOTE?");
        arrives(1);
        assertThat(heard).isEmpty();
        assertThat(answer("back")).isNull();
    }

    @Test
    void oneThatComesTwiceIsTakenOnce() {
        sends("m1", null);
        arrives(0);
        arrives(0);
        assertThat(heard).isEmpty();
        assertThat(answer("back")).isNull();
    }

    @Test
    void oneThatComesWhileAnotherScriptSpeaksIsTakenInSilence() {
        sends("m1", null);
        says("/status");
        assertThat(said()).contains("MOOD?");
        arrives(0);
        assertThat(heard).isEmpty();
        says("fine");
        assertThat(said()).contains("BACK?");
    }

    @Test
    void aFileRefusedByItsDescriptionIsNotFetched() {
        take(new ConversationInput.File(new FileReference("v", null, "video/mp4", 100, true, null), null, "m1"));
        take(new ConversationInput.File(new FileReference("p", null, "image/jpeg", 9_000_000, true, null), null, "m2"));
        assertThat(fetches).isEmpty();
    }

    @Test
    void aFileThatComesBeforeItsQuestionIsItsAnswerAndTheOpenQuestionIsAskedAgain() {
        begin(EARLY);
        sends("m1", null);
        assertThat(said()).isEqualTo("FETCHING");
        arrives(0);
        assertThat(said()).startsWith("EARLY Front").contains("NAME?");
        assertThat(answer("front")).isEqualTo("doc0");
        says("Sara Khan");
        says("two");
        assertThat(said()).as("the front is not asked for").contains("BACK?");
    }

    @Test
    void earlyPicturesAnswerInTheOrderSentAndTextGoesOnMeanwhile() {
        begin(EARLY);
        sends("m1", "a");
        sends("m2", "a");
        sends("m3", "a");
        assertThat(said()).as("there is no third question").startsWith("NO FILE");
        assertThat(fetches).hasSize(2);
        says("Sara Khan");
        assertThat(said()).contains("KIND?");
        arrives(1);
        assertThat(said()).startsWith("EARLY Back").contains("KIND?");
        arrives(0);
        assertThat(answer("name")).isEqualTo("Sara Khan");
        assertThat(answer("front")).isEqualTo("doc0");
        assertThat(answer("back")).isEqualTo("doc1");
        says("two");
        assertThat(said()).contains("NOTE?");
        says("none");
        assertThat(said()).contains("Front: SENT EARLY", "Back: SENT EARLY");
    }

    @Test
    void aFileWhoseQuestionIsAskedBeforeItArrivesIsAwaitedThere() {
        begin(EARLY);
        says("Sara Khan");
        sends("m1", null);
        says("two");
        assertThat(said()).contains("FRONT?");
        says("I sent it");
        assertThat(said()).isEqualTo("FETCHING");
        sends("m2", null);
        arrives(0);
        assertThat(answer("front")).isEqualTo("doc0");
        assertThat(said()).contains("BACK?");
        arrives(1);
        assertThat(answer("back")).isEqualTo("doc1");
        assertThat(said()).contains("NOTE?");
    }

    @Test
    void anEarlyFileThatIsFlawedOrSentTwiceIsRefusedByTheRulesOfItsQuestion() {
        begin(EARLY);
        FileReference blurred =
                new FileReference("doc", "a.jpg", "image/jpeg", 100).withPicture("picture_blurred", List.of("doc"));
        take(new ConversationInput.File(blurred, null, "m1"));
        assertThat(said()).startsWith("EARLY REFUSED Front: BLURRED").contains("NAME?");
        assertThat(answer("front")).isNull();
        sends("m2", null);
        arrives(0, "doc0");
        sends("m3", null);
        arrives(1, "doc0", "doc1");
        assertThat(said()).startsWith("EARLY REFUSED Back: SAME PICTURE").contains("NAME?");
        assertThat(answer("back")).isNull();
        sends("m4", null);
        fails(2, "locked");
        assertThat(said()).startsWith("EARLY REFUSED Back: LOCKED").contains("NAME?");
    }

    @Test
    void anEarlyPictureThatIsChangedInItsMessageTakesThePlaceOfTheOneBefore() {
        begin(EARLY);
        sends("m1", null);
        arrives(0);
        sends("m1", null);
        arrives(1);
        assertThat(answer("front")).isEqualTo("doc1");
        assertThat(answer("back")).isNull();
    }

    @Test
    void aFileIsNotTakenEarlyWhereAnotherMayBeMeantOrAnActionComesBefore() {
        begin(EARLY);
        take(new ConversationInput.File(new FileReference("v", null, "video/mp4", 100, true, null), null, "m1"));
        assertThat(said()).startsWith("NO FILE");
        says("Sara Khan");
        says("one");
        assertThat(said()).contains("CARD?");
        says("change name");
        sends("m2", null);
        assertThat(said()).as("the next open one is not early").startsWith("NO FILE");
        begin(CONSENT);
        sends("m3", null);
        assertThat(said()).startsWith("NO FILE").contains("NAME?");
        begin(TABLE);
        take(new ConversationInput.File(new FileReference("t", "a.csv", "text/csv", 100, true, null), null, "m4"));
        assertThat(said()).as("a table is no paper").startsWith("NO FILE").contains("NAME?");
        assertThat(fetches).isEmpty();
    }

    @Test
    void aFileJoinsAnOpenTicketOnlyWhenNoQuestionTakesItEarly() {
        begin(EARLY);
        take(photoBesideTicket("m1"), "T-1");
        assertThat(said()).isEqualTo("FETCHING");
        assertThat(fetches).extracting(FileFetch::session).doesNotContain(FileFetch.HANDOVER_SESSION);
        arrives(0);
        sends("m2", null);
        arrives(1);
        take(photoBesideTicket("m3"), "T-1");
        assertThat(said()).startsWith("JOINED T-1");
        assertThat(fetches.getLast().session()).isEqualTo(FileFetch.HANDOVER_SESSION);
    }

    private static ConversationInput.File photoBesideTicket(String message) {
        return new ConversationInput.File(
                new FileReference("tg-" + message, null, "image/jpeg", 100, true, null), null, message);
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.telegram.location, LOCATION",
        "application/vnd.telegram.venue, LOCATION",
        "application/vnd.telegram.sticker, STICKER",
        "video/mp4, NO FILE",
        ", NO FILE"
    })
    void aKindOfFileThatNothingTakesHasItsOwnReply(String mediaType, String reply) {
        FileReference file = new FileReference("f", null, mediaType, 100);
        says("menu");
        take(new ConversationInput.File(file, null, "m1"));
        assertThat(said()).startsWith(reply).contains("MENU");
        take(new ConversationInput.Tap("!start=aside", null));
        take(new ConversationInput.File(file, null, "m2"));
        assertThat(said()).startsWith(reply).contains("MOOD?");
    }
}
