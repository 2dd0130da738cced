package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestDesk;
import pk.rahnuma.dialog.engine.session.SessionEngine;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// Length of the packaged forms, after consent, for people who add nothing at the review. Figures of 26 November 2026,
/// when the same people answered each question that could not be skipped, skipped the others, and were not on the
/// taxpayer list:
///
/// | form | questions | taps | texts | files |
/// |---|---|---|---|---|
/// | individual, static address | 30 | 17 | 11 | 3 |
/// | individual, mobile number | 30 | 18 | 10 | 3 |
/// | private company, three lines | 44 | | | 3 |
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
            Map.entry("sim_in_own_cnic", "Yes"),
            Map.entry("vpn_mobile_number", "Same number: +92 300 •••••67"),
            Map.entry("vpn_software", "OpenVPN"),
            Map.entry("purpose", "Manage servers"));

    private static final Map<String, String> COMPANY_ANSWERS = Map.ofEntries(
            Map.entry("service", "VPN registration"),
            Map.entry("org_type", "Private limited company"),
            Map.entry("legal_name", "Alif Software (Private) Limited"),
            Map.entry("ntn", "4174941-3"),
            Map.entry("address", "12 Ferozepur Road"),
            Map.entry("city", "Lahore"),
            Map.entry("company_proof_type", "Letter of incorporation"),
            Map.entry("applicant_name", "Amna Tariq"),
            Map.entry("applicant_cnic", "35202-1234567-8"),
            Map.entry("applicant_mobile", "0300 1234567"),
            Map.entry("applicant_email", "amna@alif.example"),
            Map.entry("applicant_authority", "Owner or director"),
            Map.entry("site", "Lahore, head office"),
            Map.entry("isp", "Nayatel"),
            Map.entry("subscriber_id", "NT-99812"),
            Map.entry("vpn_software", "OpenVPN"),
            Map.entry("purpose", "Reach clients’ systems"));

    private static final int LINES = 3;
    private static final int QUESTIONS_OF_A_LINE = 4;
    private static final int MAX_QUESTIONS = 50;

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
    void aMobileNumberTakesFourteenQuestions() {
        Effort effort = register("Mobile data", Map.of());
        assertThat(effort.questions()).isLessThanOrEqualTo(14);
        assertThat(effort).isEqualTo(new Effort(14, 7, 5, 3));
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

    @Test
    void aCompanyWithThreeLinesAnswersTwentyNineQuestions() {
        Effort effort = register("register-company", COMPANY_ANSWERS, Map.of());
        assertThat(effort).isEqualTo(new Effort(29, 13, 17, 3));
    }

    @Test
    void aNewCompanyThatAddsWhatTheQuestionsInviteAnswersFourteenBesideItsLines() {
        Map<String, String> answers = new HashMap<>(COMPANY_ANSWERS);
        answers.put("ntn", "4174941-3, Alif Software (Private) Limited");
        answers.put("address", "12 Ferozepur Road, Lahore");
        answers.put("applicant_name", "Amna Tariq, 35202-1234567-8");
        Effort effort = register("register-company", answers, Map.of());
        assertThat(effort.questions() - LINES * QUESTIONS_OF_A_LINE).isEqualTo(14);
    }

    private Effort register(String route, Map<String, Object> previous) {
        Map<String, String> answers = new HashMap<>(ANSWERS);
        answers.put("route", route);
        return register("register-individual", answers, previous);
    }

    private Effort register(String script, Map<String, String> answers, Map<String, Object> previous) {
        ConversationSimulator simulator =
                ScriptedConversation.simulatorOf(new DialogEngine(LIBRARY), ActionTypeRegistry.loadAll(), NOW);
        simulator.setResult("people.me", Map.of("consented", true, "version", "1"));
        simulator.setResult("registration.previous", previous);
        simulator.setResult(
                "registration.submit",
                Map.of("accepted", true, "reference", "K7MP-4RTX-9X", "due", "2026-11-25T05:00:00Z"));
        simulator.setResult("people.acts_for", Map.of("count", 0, "items", List.of()));
        simulator.setResult(
                "registration.submit_for",
                Map.of("accepted", true, "reference", "K7MP-4RTX-9X", "due", "2026-11-25T05:00:00Z"));
        List<Reply> replies = simulator.applyInput(new ConversationInput.Tap("!start=" + script, null));
        Effort effort = new Effort(0, 0, 0, 0);
        int taps = 0;
        int lines = 1;
        for (FormView form = form(simulator); !form.waits().equals("review"); form = form(simulator)) {
            if (form.waits().equals("repeat")) {
                String next = lines++ < LINES ? "Add another" : "That is all";
                ReplyButton button = buttonFor(replies.getLast(), next, false).orElseThrow();
                replies = simulator.applyInput(new ConversationInput.Tap(button.data(), null));
                taps++;
                continue;
            }
            assertThat(form.waits()).isEqualTo("question");
            assertThat(effort.questions()).as("a question without end").isLessThan(MAX_QUESTIONS);
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
            String name = question.substring(question.lastIndexOf('/') + 1);
            String answer = name.equals("addresses") ? "103.255.4." + (20 + lines) : answers.get(name);
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
        ReplyButton send =
                buttonFor(replies.getLast(), "Send application", false).orElseThrow();
        assertThat(simulator
                        .applyInput(new ConversationInput.Tap(send.data(), null))
                        .getLast()
                        .text())
                .contains("K7MP-4RTX-9X");
        return new Effort(effort.questions(), effort.taps() + taps + 1, effort.texts(), effort.files());
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
                        new EngineContext(NOW, "en", TestDesk.ASSISTANCE, "telegram"));
    }
}
