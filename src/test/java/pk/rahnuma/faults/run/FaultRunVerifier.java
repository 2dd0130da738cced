package pk.rahnuma.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pk.rahnuma.TestSql;
import pk.rahnuma.document.DocumentRepository;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.ChatAddress;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.telegram.fake.FakeBotApi;

/// Checks at the end whether a form is complete, correct and stored once, and whether its user saw every question in
/// order, and nothing twice except where the desk could not know that it had been sent. The reply to a tap may overtake
/// a reply in a response of the webhook, when that response was lost or both were sent at the same time; these cases
/// are counted.
public final class FaultRunVerifier {

    private final FakeBotApi api;
    private final CommandContext server;
    private final List<ServiceInterruption> breaks;
    private int repeats;
    private int afterCut;
    private int afterKill;
    private int afterOutage;

    public FaultRunVerifier(FakeBotApi api, CommandContext server, List<ServiceInterruption> breaks) {
        this.api = api;
        this.server = server;
        this.breaks = breaks;
    }

    public void verifyApplicant(SimulatedApplicant one) {
        one.allUpdates()
                .forEach(update -> assertThat(api.isConfirmed(update.update()))
                        .as("update %d of %d is confirmed", update.update(), one.chat)
                        .isTrue());
        ChatAddress address = new ChatAddress(Channel.TELEGRAM, Long.toString(one.chat));
        long conversation = server.getBean(ChatRepository.class)
                .findByAddresses(List.of(address))
                .get(address)
                .conversation();
        List<Message> lines = server.getBean(ConversationMessageService.class).readHistory(conversation, 0, 1_000);
        assertThat(lines).extracting(Message::state).doesNotContain(Message.State.PENDING, Message.State.REFUSED);
        heardOnce(one, bodies(lines, Message.Direction.RECEIVED));
        List<String> said = bodies(lines, Message.Direction.REPLY);
        askedInOrder(one, said);
        seenInOrder(
                one,
                said,
                lines.stream()
                        .filter(line -> line.direction() == Message.Direction.REPLY)
                        .toList());
        storedOnce(one, conversation);
    }

    private static List<String> bodies(List<Message> lines, Message.Direction direction) {
        return lines.stream()
                .filter(line -> line.direction() == direction)
                .map(line -> line.body().text())
                .toList();
    }

    /// Checks the order of inputs, except for taps that overtook or were overtaken.
    private static void heardOnce(SimulatedApplicant one, List<String> heard) {
        List<String> inOrder = new ArrayList<>(heard);
        for (String tap : one.duplicateTaps()) {
            assertThat(inOrder).as("heard by %d", one.chat).contains(tap);
            inOrder.remove(inOrder.lastIndexOf(tap));
        }
        assertThat(inOrder).as("heard from %d", one.chat).isEqualTo(one.sentInputs());
    }

    /// Checks the order of questions. A question may be repeated before the next one: after a late tap.
    private static void askedInOrder(SimulatedApplicant one, List<String> said) {
        List<String> questions = List.copyOf(one.formAnswers().keySet());
        List<String> asked = new ArrayList<>();
        said.stream()
                .flatMap(line -> questions.stream().filter(question -> line.contains(one.said.text(question + ".ask"))))
                .filter(question -> asked.isEmpty() || !asked.getLast().equals(question))
                .forEach(asked::add);
        assertThat(asked).as("asked of %d", one.chat).isEqualTo(questions);
    }

    private void seenInOrder(SimulatedApplicant one, List<String> said, List<Message> lines) {
        List<FakeBotApi.Said> seen = one.person.heard();
        int[] sent = new int[said.size()];
        int next = 0;
        for (int i = 0; i < seen.size(); i++) {
            String text = seen.get(i).text();
            if (next < said.size() && text.equals(said.get(next))) {
                sent[next++] = i;
                continue;
            }
            if (text.startsWith("photos.jpg\n")) {
                // The sheet of a summary is sent with it, and is no message of its own.
                continue;
            }
            int which = said.subList(0, next).lastIndexOf(text);
            assertThat(which)
                    .as("line %d was said, in\n%s\n---\n%s", i, one.person.transcript(), states(lines))
                    .isNotNegative();
            assertThat(mayComeAgain(one.chat, seen.get(sent[which]), sent[which]))
                    .as("line %d may come again, in\n%s", i, one.person.transcript())
                    .isTrue();
            sent[which] = i;
            repeats++;
        }
        assertThat(next)
                .as("seen by %d, in\n%s", one.chat, one.person.transcript())
                .isEqualTo(said.size());
    }

    /// States of messages, for the analysis of a failure.
    private static String states(List<Message> lines) {
        StringBuilder told = new StringBuilder();
        for (Message line : lines) {
            String text = line.body().text();
            told.append("%d %s %s, %d tries, %s: %s%n"
                    .formatted(
                            line.seq(),
                            line.direction(),
                            line.state(),
                            line.attempts(),
                            line.at(),
                            text.substring(0, Math.min(60, text.length())).replace('\n', ' ')));
        }
        return told.toString();
    }

    private boolean mayComeAgain(long chat, FakeBotApi.Said line, int place) {
        if (api.isUnknown(line)) {
            afterCut++;
            return true;
        }
        if (breaks.stream().anyMatch(one -> one.kill() && one.coversMessage(chat, place))) {
            afterKill++;
            return true;
        }
        boolean outage = breaks.stream().anyMatch(one -> !one.kill() && one.coversMessage(chat, place));
        afterOutage += outage ? 1 : 0;
        return outage;
    }

    private void storedOnce(SimulatedApplicant one, long conversation) {
        List<String> references = server.getBean(TestSql.class)
                .queryList(String.class, "select reference from application where conversation_id = ?", conversation);
        assertThat(references).as("applications of %d", one.chat).hasSize(1);
        Map<String, String> answers = server.getBean(ApplicationReviewService.class)
                .openDossier(Reference.parseText(references.getFirst()).orElseThrow(), true, "Tester", Instant.now())
                .answers();
        assertThat(answers).containsKeys(ExpectedTexts.FILES.toArray(String[]::new));
        Map<String, String> written = new HashMap<>(answers);
        written.keySet().removeAll(ExpectedTexts.FILES);
        assertThat(written).as("answers of %d", one.chat).containsExactlyInAnyOrderEntriesOf(one.expectedAnswers());
        assertThat(server.getBean(DocumentRepository.class).findPage(conversation, null, 1_000))
                .hasSize(ExpectedTexts.FILES.size());
    }

    @Override
    public String toString() {
        return "%d lines seen again: %d after a cut answer, %d after a kill, %d after an outage of the database"
                .formatted(repeats, afterCut, afterKill, afterOutage);
    }
}
