package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.FileFetch;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.script.ActionTypeRegistry;

/// Input that the bot can do nothing with, of a person with and without an open ticket.
class OpenTicketInputTest {

    private static final EngineContext WITHOUT =
            new EngineContext(ScriptedConversation.START, "en", TestDesk.ASSISTANCE, "telegram");
    private static final EngineContext WITH = WITHOUT.withOpenTicket("AB12");
    private static final FileReference PHOTO = new FileReference("f", null, "image/jpeg", 100, true, null);
    private static final FileReference VOICE = new FileReference("v", null, "audio/ogg", 100, true, null);

    private final DialogEngine talk = new DialogEngine(QuestionAsideTest.library(), new QuestionAsideTest.Free());
    private final ConversationState menu = new ConversationState("en", List.of(), List.of(), 0);
    private final ConversationState form = take(menu, new ConversationInput.Tap("!start=form", null));
    private final ConversationState atKind = take(form, new ConversationInput.Text("Amna"));
    private final ConversationState atCard = take(atKind, new ConversationInput.Text("one"));

    private ConversationState take(ConversationState state, ConversationInput input) {
        return talk.processTurn(state, input, WITHOUT).conversation();
    }

    private static List<String> texts(TurnResult turned) {
        return turned.replies().stream().map(Reply::text).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"it is PTCL since Monday", "is there a fee maybe"})
    void aTextOutsideAFormJoinsTheTicket(String text) {
        ConversationInput said = new ConversationInput.Text(text);
        TurnResult without = talk.processTurn(menu, said, WITHOUT);
        TurnResult with = talk.processTurn(menu, said, WITH);
        assertThat(without.leftOver()).isTrue();
        assertThat(texts(without)).noneMatch(reply -> reply.contains("AB12"));
        assertThat(with.leftOver()).isTrue();
        assertThat(texts(with)).singleElement().asString().contains("AB12");
        assertThat(with.conversation().stack()).isEmpty();
    }

    @Test
    void aTextThatIsTooLongForTheQuestionJoinsTheTicketAndIsNotRead() {
        ConversationInput said =
                new ConversationInput.Text("my card is 35202-1234567-1 and this is my story ".repeat(20));
        TurnResult with = talk.processTurn(atCard, said, WITH);
        assertThat(with.leftOver()).isTrue();
        assertThat(texts(with)).singleElement().asString().contains("LONG 500", "AB12", "CARD?");
        assertThat(with.conversation().stack().getLast().answers()).doesNotContainKey("card");
        assertThat(with.masked()).doesNotContain("35202-1234567-1");
        assertThat(texts(talk.processTurn(atCard, said, WITHOUT)))
                .singleElement()
                .asString()
                .contains("LONG 500", "CARD?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"is it free", "form", "/menu", "help"})
    void aTextThatTheBotUnderstandsDoesNot(String text) {
        TurnResult with = talk.processTurn(menu, new ConversationInput.Text(text), WITH);
        assertThat(with.leftOver()).isFalse();
        assertThat(texts(with)).noneMatch(reply -> reply.contains("AB12"));
    }

    @Test
    void aTextThatIsNoAnswerJoinsTheTicketAndTheQuestionIsAskedAgain() {
        TurnResult with = talk.processTurn(atKind, new ConversationInput.Text("it is PTCL since Monday"), WITH);
        assertThat(with.leftOver()).isTrue();
        assertThat(texts(with)).singleElement().asString().contains("AB12").contains("KIND?");
        assertThat(with.conversation().stack().getLast().tries()).isOne();
        TurnResult without = talk.processTurn(atKind, new ConversationInput.Text("it is PTCL since Monday"), WITHOUT);
        assertThat(without.leftOver()).isTrue();
        assertThat(without.conversation().stack().getLast().tries()).isOne();
    }

    @Test
    void aShortTextThatIsNoAnswerJoinsTheTicketOnlyAfterAFailedTryAndIsAlwaysExplained() {
        ConversationInput said = new ConversationInput.Text("onne2");
        String refusal = texts(talk.processTurn(atKind, said, WITHOUT)).getFirst();
        TurnResult first = talk.processTurn(atKind, said, WITH);
        assertThat(first.leftOver()).isFalse();
        assertThat(texts(first)).containsExactly(refusal);
        assertThat(first.conversation().stack().getLast().tries()).isOne();
        TurnResult second = talk.processTurn(first.conversation(), said, WITH);
        assertThat(second.leftOver()).isTrue();
        assertThat(texts(second))
                .singleElement()
                .asString()
                .startsWith(refusal.substring(0, refusal.indexOf('\n')))
                .contains("AB12");
        assertThat(second.conversation().stack().getLast().tries()).isEqualTo(2);
    }

    @Test
    void anAnswerAndOneWithAMistakeStayWithTheForm() {
        TurnResult answer = talk.processTurn(atKind, new ConversationInput.Text("two"), WITH);
        assertThat(answer.leftOver()).isFalse();
        TurnResult mistake = talk.processTurn(atCard, new ConversationInput.Text("35202-1234567"), WITH);
        assertThat(mistake.leftOver()).isFalse();
        assertThat(texts(mistake)).noneMatch(reply -> reply.contains("AB12"));
    }

    @Test
    void aPhotoAndAVoiceMessageJoinTheTicketAndAreFetched() {
        for (ConversationState state : List.of(menu, atKind)) {
            for (FileReference file : List.of(PHOTO, VOICE)) {
                TurnResult with = talk.processTurn(state, new ConversationInput.File(file, null, "9"), WITH);
                assertThat(with.leftOver()).isTrue();
                assertThat(texts(with)).singleElement().asString().contains("AB12");
                assertThat(with.fetches()).containsExactly(new FileFetch(FileFetch.HANDOVER_SESSION, "9", file));
                TurnResult without = talk.processTurn(state, new ConversationInput.File(file, null, "9"), WITHOUT);
                assertThat(without.leftOver()).isTrue();
                assertThat(without.fetches()).hasSize(file == VOICE ? 1 : 0);
            }
        }
    }

    @Test
    void aVoiceMessageGoesToStaffByOneTap() {
        DialogEngine desk = new DialogEngine(ScriptLibrary.loadChecked(
                ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll()));
        TurnResult voice = desk.processTurn(menu, new ConversationInput.File(VOICE, null, "9"), WITHOUT);
        assertThat(voice.fetches()).containsExactly(new FileFetch(FileFetch.HANDOVER_SESSION, "9", VOICE));
        ConversationInput tap = new ConversationInput.Tap(
                voice.replies().getFirst().buttons().getFirst().getFirst().data(), "10");
        TurnResult sent = desk.processTurn(voice.conversation(), tap, WITHOUT);
        assertThat(sent.calls()).singleElement().asString().contains("guidance.subject", "Voice message");
        assertThat(desk.processTurn(sent.conversation(), tap, WITHOUT).calls())
                .as("a second tap")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "video/mp4, clip.mp4, 100",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, letter.docx, 100",
        "text/csv, addresses.csv, 100",
        "image/jpeg, card.jpg, 9000000"
    })
    void aFileThatIsNotStoredJoinsNoTicket(String mediaType, String name, long size) {
        FileReference file = new FileReference("f", name, mediaType, size, true, null);
        for (ConversationState state : List.of(menu, atKind)) {
            TurnResult with = talk.processTurn(state, new ConversationInput.File(file, null, "9"), WITH);
            assertThat(with.leftOver()).isFalse();
            assertThat(with.fetches()).isEmpty();
            assertThat(texts(with)).isNotEmpty().noneMatch(reply -> reply.contains("AB12"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sticker", "dice", "poll"})
    void aStickerJoinsNoTicket(String kind) {
        FileReference sticker = new FileReference("AgAD", null, "application/vnd.telegram." + kind, 0);
        for (ConversationState state : List.of(menu, atKind)) {
            TurnResult with = talk.processTurn(state, new ConversationInput.File(sticker, null, "9"), WITH);
            assertThat(with.leftOver()).isFalse();
            assertThat(texts(with)).isNotEmpty().noneMatch(reply -> reply.contains("AB12"));
        }
    }

    @Test
    void aLocationJoinsTheTicketWithNothingToFetch() {
        FileReference place = new FileReference("", "📍 31.5, 74.3", "application/vnd.telegram.location", 0);
        TurnResult with = talk.processTurn(menu, new ConversationInput.File(place, null, "9"), WITH);
        assertThat(texts(with)).singleElement().asString().contains("AB12");
        assertThat(with.fetches()).isEmpty();
    }
}
