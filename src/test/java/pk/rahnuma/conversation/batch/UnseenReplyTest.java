package pk.rahnuma.conversation.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;

/// A text that comes in one batch after another message may have been written before its answer was visible.
class UnseenReplyTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    private static final TestServer server = TestServer.onH2().shareServer();
    private int update;

    private TurnRequest does(String who, ConversationInput input) {
        return TurnRequest.fromMessage(
                new IncomingMessage(Channel.WEB, who, Integer.toString(++update), input, "en", Instant.now()),
                Span.getInvalid());
    }

    private static List<Message> batch(TurnRequest... works) {
        TurnBatchProcessor batch = server.getBean(TurnBatchProcessor.class);
        Instant now = Instant.now();
        ChatResolver chats = server.getBean(ChatResolver.class);
        return batch.processBatch(chats.resolveChats(Arrays.asList(works), now), now).stream()
                .flatMap(receipt -> receipt.replies().stream())
                .toList();
    }

    private static ConversationInput.Tap button(List<Message> said, String label) {
        ReplyButton found = said.getLast().body().buttons().stream()
                .flatMap(List::stream)
                .filter(button -> button.label().equals(label))
                .findFirst()
                .orElseThrow();
        return new ConversationInput.Tap(found.data(), null);
    }

    /// @return the tap that leads to the question for a name
    private ConversationInput.Tap comesToTheForm(String who) {
        List<Message> consent = batch(does(who, new ConversationInput.Text(TEXTS.registerWord())));
        List<Message> form = batch(does(who, button(consent, TEXTS.text("options.yes_no.yes"))));
        return button(form, TEXTS.text("register-individual.work_type.options.freelancer"));
    }

    @Test
    void aTextBehindATapThatWasMadeTwiceAnswersTheQuestion() {
        ConversationInput.Tap tap = comesToTheForm("unseen-amna");
        batch(does("unseen-amna", tap));
        List<Message> said =
                batch(does("unseen-amna", tap), does("unseen-amna", new ConversationInput.Text("Amna Khan")));
        assertThat(said)
                .extracting(message -> message.body().text())
                .singleElement()
                .asString()
                .contains(TEXTS.text("register-individual.id_number.ask"));
    }

    @Test
    void aTextBehindTheTapThatBringsTheQuestionDoesNot() {
        ConversationInput.Tap tap = comesToTheForm("unseen-bilal");
        List<Message> said =
                batch(does("unseen-bilal", tap), does("unseen-bilal", new ConversationInput.Text("Bilal Khan")));
        assertThat(said.getLast().body().text())
                .contains(TEXTS.text("engine.several"))
                .contains(TEXTS.text("register-individual.full_name.ask"));
    }
}
