package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ScriptLibrary;

/// Behaviour of the bot during a handover.
class HandoverInputHandlerTest {

    private static final EngineContext NOW =
            new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "telegram");

    private final DialogEngine talk = new DialogEngine(ScriptLibrary.loadChecked(
            ScriptedConversation.sources(ScriptedConversation.FORM), ScriptedConversation.ACTIONS));
    private ConversationState state = talk.processTurn(
                    new ConversationState("en", List.of(), List.of(), 0),
                    new ConversationInput.Tap("!start=form", null),
                    NOW)
            .conversation();

    private TurnResult quietly(ConversationInput input) {
        TurnResult turned = talk.processDuringHandover(state, input, NOW);
        state = turned.conversation();
        return turned;
    }

    private static List<String> texts(TurnResult turned) {
        return turned.replies().stream().map(Reply::text).toList();
    }

    @Test
    void duringAHandoverTextAnswersNoQuestion() {
        ConversationState before = state;
        assertThat(texts(quietly(new ConversationInput.Text("Amna")))).containsExactly("ARRIVED");
        for (ConversationInput input : List.of(
                new ConversationInput.Text("back"),
                new ConversationInput.Text("keep"),
                new ConversationInput.Edit("7", "Amna"),
                new ConversationInput.Contact("+923001234567", true, "8"),
                new ConversationInput.Timer())) {
            TurnResult turned = quietly(input);
            assertThat(turned.replies()).as(input.toString()).isEmpty();
            assertThat(turned.calls()).isEmpty();
        }
        assertThat(state.stack()).isEqualTo(before.stack());
    }

    @Test
    void afterEachMessageOfStaffAnArrivalIsConfirmedOnce() {
        assertThat(texts(quietly(new ConversationInput.Text("it is blocked")))).containsExactly("ARRIVED");
        assertThat(quietly(new ConversationInput.Text("since Monday")).replies())
                .isEmpty();
        quietly(new ConversationInput.StaffMessage("Which company?"));
        assertThat(texts(quietly(new ConversationInput.Text("PTCL")))).containsExactly("ARRIVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/ogg", "image/png"})
    void aFileThatNoQuestionAsksForIsFetchedForTheAgent(String mediaType) {
        FileReference file = new FileReference("f", null, mediaType, 100, true, null);
        TurnResult turned = quietly(new ConversationInput.File(file, null, "9"));
        assertThat(texts(turned)).containsExactly("ARRIVED");
        assertThat(turned.fetches()).containsExactly(new FileFetch(FileFetch.HANDOVER_SESSION, "9", file));
        assertThat(quietly(new ConversationInput.Fetched(FileFetch.HANDOVER_SESSION, "9", file, null))
                        .replies())
                .isEmpty();
        assertThat(quietly(new ConversationInput.Fetched(FileFetch.HANDOVER_SESSION, "9", null, "too_big"))
                        .replies())
                .hasSize(1);
    }

    @Test
    void aLocationIsForTheAgent() {
        FileReference place = new FileReference("", "📍 31.5, 74.3", "application/vnd.telegram.location", 0);
        TurnResult turned = quietly(new ConversationInput.File(place, null, "9"));
        assertThat(texts(turned)).containsExactly("ARRIVED");
        assertThat(turned.fetches()).isEmpty();
    }

    @Test
    void buttonsAndFormsWorkAsAlways() {
        assertThat(texts(quietly(new ConversationInput.Tap("!start=form", "3"))))
                .singleElement()
                .asString()
                .contains("NAME?");
        TurnResult filled = quietly(new ConversationInput.SubmittedAnswers(null, Map.of("name", "Amna")));
        assertThat(texts(filled)).singleElement().asString().contains("KIND?");
        Session form = state.stack().getLast();
        TurnResult tapped = quietly(new ConversationInput.Tap(
                filled.replies().getLast().buttons().getFirst().getFirst().data(), "4"));
        assertThat(texts(tapped)).last().asString().contains("CARD?");
        assertThat(state.stack().getLast().id()).isEqualTo(form.id());
    }

    @Test
    void aPhotoAnswersTheQuestionThatWasAskedAfterTheLastMessageOfStaff() {
        DialogEngine papers = new DialogEngine(
                ScriptLibrary.loadChecked(ScriptedConversation.sources("""
                        script: form
                        menu: 1
                        steps:
                          - ask: front
                            type: file
                          - end: filed
                        """), ScriptedConversation.ACTIONS));
        ConversationState asked = papers.processTurn(
                        new ConversationState("en", List.of(), List.of(), 0),
                        new ConversationInput.Tap("!start=form", null),
                        NOW)
                .conversation();
        FileReference photo = new FileReference("f", null, "image/png", 100, true, null);
        ConversationInput sent = new ConversationInput.File(photo, null, "9");
        ConversationInput staff = new ConversationInput.StaffMessage("Send us a picture of it");
        ConversationState written =
                papers.processDuringHandover(asked, staff, NOW).conversation();
        assertThat(papers.processDuringHandover(written, sent, NOW).fetches())
                .containsExactly(new FileFetch(FileFetch.HANDOVER_SESSION, "9", photo));
        ConversationState resumed = papers.processDuringHandover(
                        written, new ConversationInput.Tap("!start=form", null), NOW)
                .conversation();
        assertThat(papers.processDuringHandover(resumed, sent, NOW).fetches())
                .extracting(FileFetch::session)
                .containsExactly(resumed.stack().getLast().id());
    }

    @Test
    void theMenuSaysWhereTypedTextGoes() {
        Reply menu = quietly(new ConversationInput.Text("menu")).replies().getFirst();
        assertThat(menu.text()).startsWith("WITH HUMAN");
        assertThat(state.stack()).isEmpty();
    }

    @Test
    void handedBackTheQuestionIsAskedAgain() {
        TurnResult back = talk.processTurn(state, new ConversationInput.HandedBack(Reply.ofText("I am back")), NOW);
        assertThat(back.replies()).hasSize(2);
        assertThat(back.replies().getFirst().text()).isEqualTo("I am back");
        assertThat(back.conversation().stack()).hasSize(1);
    }
}
