package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;

/// Behaviour of the bot during a handover.
class HandoverInputHandlerTest {

    private static final EngineContext NOW =
            new EngineContext(ScriptedConversation.START, "en", "assistance", "telegram");

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

    @Test
    void duringAHandoverTextAnswersNoQuestion() {
        ConversationState before = state;
        for (ConversationInput input : List.of(
                new ConversationInput.Text("Amna"),
                new ConversationInput.Text("back"),
                new ConversationInput.Text("keep"),
                new ConversationInput.Edit("7", "Amna"),
                new ConversationInput.Contact("+923001234567", true, "8"),
                new ConversationInput.Timer())) {
            TurnResult turned = quietly(input);
            assertThat(turned.replies()).as(input.toString()).isEmpty();
            assertThat(turned.calls()).isEmpty();
        }
        assertThat(state).isEqualTo(before);
    }

    @Test
    void aVoiceMessageIsFetchedForTheAgent() {
        FileReference voice = new FileReference("f", null, "audio/ogg", 100, true, null);
        TurnResult turned = quietly(new ConversationInput.File(voice, null, "9"));
        assertThat(turned.replies()).isEmpty();
        assertThat(turned.fetches()).containsExactly(new FileFetch(FileFetch.HANDOVER_SESSION, "9", voice));
    }

    @Test
    void aLocationIsForTheAgent() {
        FileReference place = new FileReference("", "📍 31.5, 74.3", "application/vnd.telegram.location", 0);
        TurnResult turned = quietly(new ConversationInput.File(place, null, "9"));
        assertThat(turned.replies()).isEmpty();
        assertThat(turned.fetches()).isEmpty();
    }

    @Test
    void aFileIsFetchedForNoSession() {
        FileReference photo = new FileReference("f", null, "image/png", 100, true, null);
        TurnResult turned = quietly(new ConversationInput.File(photo, null, "9"));
        assertThat(turned.replies()).isEmpty();
        assertThat(turned.fetches()).containsExactly(new FileFetch(FileFetch.HANDOVER_SESSION, "9", photo));
        assertThat(quietly(new ConversationInput.Fetched(FileFetch.HANDOVER_SESSION, "9", photo, null))
                        .replies())
                .isEmpty();
        assertThat(quietly(new ConversationInput.Fetched(FileFetch.HANDOVER_SESSION, "9", null, "too_big"))
                        .replies())
                .hasSize(1);
    }

    @Test
    void buttonsOfTheFormOnlySayWhoIsThere() {
        TurnResult turned = quietly(new ConversationInput.Tap("!start=form", "3"));
        assertThat(turned.replies()).isEmpty();
        assertThat(turned.notice()).isNotBlank();
        assertThat(quietly(new ConversationInput.Tap("1:name:0:x", "3")).notice())
                .isNotBlank();
    }

    @Test
    void thePersonsOwnCancelAndMenuWorkAndOfferNothingElse() {
        Reply menu = quietly(new ConversationInput.Text("menu")).replies().getFirst();
        assertThat(menu.buttons().stream().flatMap(List::stream).map(ReplyButton::data))
                .containsExactly("!status", "!menu");
        assertThat(state.stack()).hasSize(1);
        assertThat(quietly(new ConversationInput.Text("cancel")).replies()).hasSize(1);
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
