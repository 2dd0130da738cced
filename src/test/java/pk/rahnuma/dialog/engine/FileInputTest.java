package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    private final DialogEngine talk = new DialogEngine(ScriptedConversation.library(CARD));
    private ConversationState conversation = new ConversationState("en", List.of(), List.of(), 0);
    private final List<FileFetch> fetches = new ArrayList<>();
    private List<Reply> heard = List.of();

    FileInputTest() {
        take(new ConversationInput.Tap("!start=form", null));
        assertThat(said()).contains("FRONT?");
    }

    private void take(ConversationInput input) {
        EngineContext context = new EngineContext(
                ScriptedConversation.START.plus(Duration.ofSeconds(1)), "en", "assistance", "telegram");
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

    @ParameterizedTest
    @CsvSource({
        "audio/ogg, VOICE",
        "audio/mpeg, VOICE",
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
