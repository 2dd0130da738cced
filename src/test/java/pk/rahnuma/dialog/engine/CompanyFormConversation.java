package pk.rahnuma.dialog.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// Conversation with the packaged form of a company, all answered up to its first line.
final class CompanyFormConversation {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private static final Map<String, Object> ANSWERS = Map.ofEntries(
            Map.entry("service", "vpn_registration"),
            Map.entry("org_type", "private_ltd"),
            Map.entry("ntn", "4174941-3"),
            Map.entry("legal_name", "Alif Software"),
            Map.entry("address", "12 Mall Road"),
            Map.entry("city", "lahore"),
            Map.entry("vpn_software", "OpenVPN"),
            Map.entry("company_proof_type", "incorporation"),
            Map.entry("company_proof", "f1"),
            Map.entry("applicant_name", "Amna Tariq"),
            Map.entry("applicant_cnic", "35202-1234567-8"),
            Map.entry("id_front", "f2"),
            Map.entry("id_back", "f3"),
            Map.entry("applicant_mobile", "0300 1234567"),
            Map.entry("applicant_email", "amna@alif.example"),
            Map.entry("applicant_authority", "owner_director"));

    private static final List<FileReference> PAPERS = Stream.of("f1", "f2", "f3")
            .map(id -> new FileReference(id, id + ".jpg", "image/jpeg", 100_000))
            .toList();

    private final ConversationSimulator simulator =
            ScriptedConversation.simulatorOf(new DialogEngine(LIBRARY), ActionTypeRegistry.loadAll(), NOW);
    private int message;

    CompanyFormConversation() {
        simulator.setResult("people.me", Map.of("consented", true, "phone", ""));
        say("company");
        for (int part = 0; part < 3; part++) {
            submit(ANSWERS, PAPERS);
        }
    }

    String say(String text) {
        return join(simulator.applyInput(new ConversationInput.Text(text, "m" + ++message, false)));
    }

    @SafeVarargs
    final String sendTable(List<String>... rows) {
        return sendTable(List.of(rows));
    }

    String sendTable(List<List<String>> rows) {
        return join(simulator.applyInput(new ConversationInput.File(table("t", rows), null, "t" + ++message)));
    }

    /// Submits answers as a form does, with a table among its files.
    String submitTable(Object connections, List<List<String>> rows) {
        List<FileReference> files = new ArrayList<>(PAPERS);
        files.add(table("t", rows));
        return submit(Map.of("connections", connections), files);
    }

    String submit(Map<String, Object> answers) {
        return submit(answers, PAPERS);
    }

    private String submit(Map<String, Object> answers, List<FileReference> files) {
        return join(simulator.applyInput(
                new ConversationInput.SubmittedAnswers(null, new LinkedHashMap<>(answers), files, false)));
    }

    private static FileReference table(String id, List<List<String>> rows) {
        return new FileReference(id, "lines.csv", "text/csv", 10).withRows(rows);
    }

    Session session() {
        return simulator.conversation().stack().getLast();
    }

    int lineCount() {
        return session().itemsOf("connections").size();
    }

    /// Answers of a line.
    ///
    /// @param item its id
    Map<String, Object> line(int item) {
        String prefix = "connections/" + item + "/";
        return session().answers().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        entry -> entry.getValue().value()));
    }

    private static String join(List<Reply> replies) {
        return replies.stream().map(Reply::text).collect(Collectors.joining("\n\n"));
    }
}
