package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// Length of the packaged form of an individual, after consent, for a freelancer who adds nothing at the review.
/// Figures of 26 November 2026, when the same person answered each question that could not be skipped, skipped the
/// others, and
/// was not on the taxpayer list:
///
/// | route | questions | taps | texts | files |
/// |---|---|---|---|---|
/// | static address | 30 | 17 | 11 | 3 |
/// | mobile number | 30 | 18 | 10 | 3 |
class RegistrationLengthTest {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    /// Label of a button where there is one, otherwise a text; files are sent where they are asked for.
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("work_type", "Freelancer"),
            Map.entry("full_name", "Ayesha Khan"),
            Map.entry("id_number", "35202-1234567-8"),
            Map.entry("mobile", "0300 1234567"),
            Map.entry("email", "ayesha@example.com"),
            Map.entry("city", "Lahore"),
            Map.entry("isp", "Nayatel"),
            Map.entry("subscriber_id", "NT-99812"),
            Map.entry("ips", "103.255.4.20"),
            Map.entry("vpn_mobile_number", "Same number: +92 300 •••••67"),
            Map.entry("vpn_software", "OpenVPN"),
            Map.entry("purpose", "Manage servers"));

    /// Inputs of a person until the application is sent.
    ///
    /// @param taps with the one on *Send*
    private record Effort(int questions, int taps, int texts, int files) {

        Effort withTap() {
            return new Effort(questions + 1, taps + 1, texts, files);
        }

        Effort withText() {
            return new Effort(questions + 1, taps, texts + 1, files);
        }

        Effort withFile() {
            return new Effort(questions + 1, taps, texts, files + 1);
        }
    }

    private int files;

    @Test
    void aStaticAddressTakesFifteenQuestions() {
        Effort effort = register("Static IP address", Map.of());
        assertThat(effort.questions()).isLessThanOrEqualTo(15);
        assertThat(effort).isEqualTo(new Effort(15, 6, 7, 3));
    }

    @Test
    void aMobileNumberTakesThirteenQuestions() {
        Effort effort = register("Mobile data", Map.of());
        assertThat(effort.questions()).isLessThanOrEqualTo(13);
        assertThat(effort).isEqualTo(new Effort(13, 6, 5, 3));
    }

    @Test
    void aSecondApplicationIsMostlyTaps() {
        Map<String, Object> previous = Map.of(
                "full_name", "Ayesha Khan",
                "id_number", "3520212345678",
                "mobile", "+923001234567",
                "email", "ayesha@example.com",
                "city", "lahore");
        assertThat(register("Static IP address", previous)).isEqualTo(new Effort(15, 10, 3, 3));
    }

    private Effort register(String route, Map<String, Object> previous) {
        ConversationSimulator simulator = new ConversationSimulator(
                LIBRARY,
                ActionTypeRegistry.loadAll(),
                new ConversationState("en", List.of(), List.of(), 0),
                NOW,
                "assistance",
                "telegram");
        simulator.setResult("people.me", Map.of("consented", true, "version", "1"));
        simulator.setResult("registration.previous", previous);
        simulator.setResult(
                "registration.submit",
                Map.of("accepted", true, "reference", "K7MP-4RTX-9X", "due", "2026-11-25T05:00:00Z"));
        List<Reply> replies = simulator.applyInput(new ConversationInput.Tap("!start=register-individual", null));
        Effort effort = new Effort(0, 0, 0, 0);
        for (FormView form = form(simulator); !form.waits().equals("review"); form = form(simulator)) {
            assertThat(form.waits()).isEqualTo("question");
            String question = form.at();
            FormView.Field field = form.fields().stream()
                    .filter(each -> each.key().equals(question))
                    .findFirst()
                    .orElseThrow();
            if (field.type().equals("file")) {
                String id = "f" + ++files;
                FileReference file = new FileReference(id, question + ".pdf", "application/pdf", 90_000);
                replies = simulator.applyInput(new ConversationInput.File(file, null, id));
                effort = effort.withFile();
                continue;
            }
            String answer = question.equals("route") ? route : ANSWERS.get(question);
            Optional<ReplyButton> button = buttonFor(replies.getLast(), answer, !previous.isEmpty());
            if (button.isPresent()) {
                replies = simulator.applyInput(
                        new ConversationInput.Tap(button.get().data(), null));
                effort = effort.withTap();
            } else {
                replies = simulator.applyInput(new ConversationInput.Text(answer, question, false));
                effort = effort.withText();
            }
        }
        ReplyButton send = buttonFor(replies.getLast(), "Send", false).orElseThrow();
        assertThat(simulator
                        .applyInput(new ConversationInput.Tap(send.data(), null))
                        .getLast()
                        .text())
                .contains("K7MP-4RTX-9X");
        return new Effort(effort.questions(), effort.taps() + 1, effort.texts(), effort.files());
    }

    /// @param suggestions whether any suggested value is taken
    private static Optional<ReplyButton> buttonFor(Reply reply, String answer, boolean suggestions) {
        return reply.buttons().stream()
                .flatMap(List::stream)
                .filter(button -> button.label().equals(answer)
                        || suggestions && button.data().endsWith(":!suggest"))
                .findFirst();
    }

    private static FormView form(ConversationSimulator simulator) {
        Session session = simulator.conversation().stack().getLast();
        return new SessionEngine(LIBRARY)
                .describeForm(
                        LIBRARY.findCurrent(session.script()),
                        session,
                        new EngineContext(NOW, "en", "assistance", "telegram"));
    }
}
