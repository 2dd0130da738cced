package pk.rahnuma.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.field.FileRef;
import pk.rahnuma.dialog.script.Library;

/// What the bot does while a human has the conversation.
class QuietTest {

    private static final Moment NOW = new Moment(Stage.START, "en", "assistance", "telegram");

    private final Talk talk = new Talk(Library.load(Stage.sources(Stage.FORM), Stage.ACTIONS));
    private Conversation state = talk.turn(
                    new Conversation("en", List.of(), List.of(), 0), new Input.Tap("!start=form", null), NOW)
            .conversation();

    private Turned quietly(Input input) {
        Turned turned = talk.quietly(state, input, NOW);
        state = turned.conversation();
        return turned;
    }

    @Test
    void whatIsWrittenIsForTheHumanAndAnswersNoQuestion() {
        Conversation before = state;
        for (Input input : List.of(
                new Input.Text("Amna"),
                new Input.Text("back"),
                new Input.Text("keep"),
                new Input.Edit("7", "Amna"),
                new Input.Contact("+923001234567", true, "8"),
                new Input.Timer())) {
            Turned turned = quietly(input);
            assertThat(turned.replies()).as(input.toString()).isEmpty();
            assertThat(turned.calls()).isEmpty();
        }
        assertThat(state).isEqualTo(before);
    }

    @Test
    void aFileIsFetchedForNoSession() {
        FileRef photo = new FileRef("f", null, "image/png", 100, true, null);
        Turned turned = quietly(new Input.File(photo, null, "9"));
        assertThat(turned.replies()).isEmpty();
        assertThat(turned.fetches()).containsExactly(new Fetch(Fetch.HUMAN, "9", photo));
        assertThat(quietly(new Input.Fetched(Fetch.HUMAN, "9", photo, null)).replies())
                .isEmpty();
        assertThat(quietly(new Input.Fetched(Fetch.HUMAN, "9", null, "too_big")).replies())
                .hasSize(1);
    }

    @Test
    void buttonsOfTheFormOnlySayWhoIsThere() {
        Turned turned = quietly(new Input.Tap("!start=form", "3"));
        assertThat(turned.replies()).isEmpty();
        assertThat(turned.notice()).isNotBlank();
        assertThat(quietly(new Input.Tap("1:name:0:x", "3")).notice()).isNotBlank();
    }

    @Test
    void thePersonsOwnCancelAndMenuWorkAndOfferNothingElse() {
        Reply menu = quietly(new Input.Text("menu")).replies().getFirst();
        assertThat(menu.buttons().stream().flatMap(List::stream).map(Button::data))
                .containsExactly("!status", "!menu");
        assertThat(state.stack()).hasSize(1);
        assertThat(quietly(new Input.Text("cancel")).replies()).hasSize(1);
        assertThat(state.stack()).isEmpty();
    }

    @Test
    void handedBackTheQuestionIsAskedAgain() {
        Turned back = talk.turn(state, new Input.Back(Reply.plain("I am back")), NOW);
        assertThat(back.replies()).hasSize(2);
        assertThat(back.replies().getFirst().text()).isEqualTo("I am back");
        assertThat(back.conversation().stack()).hasSize(1);
    }
}
