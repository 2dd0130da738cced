package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// Several lines in one message or table, at the packaged form of a company.
class ItemRowsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    /// Answers up to the first line.
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

    private final ConversationSimulator simulator =
            ScriptedConversation.simulatorOf(new DialogEngine(LIBRARY), ActionTypeRegistry.loadAll(), NOW);
    private int message;

    @BeforeEach
    void reachTheFirstLine() {
        simulator.setResult("people.me", Map.of("consented", true, "phone", ""));
        say("company");
        List<FileReference> files = Stream.of("f1", "f2", "f3")
                .map(id -> new FileReference(id, id + ".jpg", "image/jpeg", 100_000))
                .toList();
        for (int part = 0; part < 3; part++) {
            simulator.applyInput(
                    new ConversationInput.SubmittedAnswers(null, new LinkedHashMap<>(ANSWERS), files, false));
        }
        assertThat(say("repeat")).contains("A line: where is it?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Karachi office PTCL 021-998877 39.40.12.20; Lahore office Nayatel NTL-4411 58.65.130.7",
                "Karachi office, PTCL, 021-998877, 39.40.12.20\nLahore office, Nayatel, NTL-4411, 58.65.130.7",
                "Karachi office PTCL 021-998877 39.40.12.20, Lahore office Nayatel NTL-4411 58.65.130.7",
                "site,isp,subscriber id,ip\nKarachi office,PTCL,021-998877,39.40.12.20\nLahore office,Nayatel,NTL-4411,58.65.130.7",
                "Site\tISP\tSubscriber\tIP\nKarachi office\tPTCL\t021-998877\t39.40.12.20\nLahore office\tNayatel\tNTL-4411\t58.65.130.7",
                "Site: Karachi office\nISP: PTCL\nSubscriber ID: 021-998877\nIP: 39.40.12.20\n\nSite: Lahore office\nISP: Nayatel\nSubscriber ID: NTL-4411\nIP: 58.65.130.7",
                "1) Karachi office - PTCL, sub id 021-998877, ip 39.40.12.20\n2) Lahore office - Nayatel, sub id NTL-4411, ip 58.65.130.7",
                "PTCL 021-998877 39.40.12.20 Karachi office\nNayatel NTL-4411 58.65.130.7 Lahore office",
                "Karachi office PTCL id 021-998877 ip 39.40.12.20 and Lahore office Nayatel id NTL-4411 ip 58.65.130.7",
                "Our Karachi office is with PTCL, customer number 021-998877, and the IP is 39.40.12.20. The Lahore office has Nayatel with 58.65.130.7 and the number NTL-4411.",
                "Two offices: Karachi office (PTCL, 021-998877, 39.40.12.20) and Lahore office (Nayatel, NTL-4411, 58.65.130.7)"
            })
    void eachRowIsALineAndTheListShowsItsAnswers(String text) {
        String reply = say(text);
        assertThat(line(1))
                .containsExactlyInAnyOrderEntriesOf(line("Karachi office", "ptcl", "021-998877", "39.40.12.20"));
        assertThat(line(2))
                .containsExactlyInAnyOrderEntriesOf(line("Lahore office", "nayatel", "NTL-4411", "58.65.130.7"));
        assertThat(reply)
                .contains("✓ Lines: 2", "1. Karachi office\n", "PTCL · •••-•••877 · 39.40.12.20")
                .contains("2. Lahore office\n", "Nayatel · •••-•411 · 58.65.130.7", "2 lines so far");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Peshawar hayatabad office, wateen, sub id 771-40098, 58.27.141.90 | Peshawar hayatabad office | wateen | 771-40098 | 58.27.141.90",
                "PTCL at Karachi head office, subscriber 021-998877, 39.40.12.20 and 39.40.12.21 | Karachi head office | ptcl | 021-998877 | 39.40.12.20 39.40.12.21",
                "Lahore, head office, Nayatel, NTL-4411, 58.65.130.7-9 | Lahore, head office | nayatel | NTL-4411 | 58.65.130.7 58.65.130.8 58.65.130.9",
            })
    void oneLineInASentenceIsTaken(String text, String site, String isp, String subscriber, String addresses) {
        assertThat(say(text)).contains("One line so far");
        assertThat(line(1)).containsExactlyInAnyOrderEntriesOf(line(site, isp, subscriber, addresses.split(" ")));
    }

    @Test
    void aMissingAnswerOfARowIsAskedBelowItsName() {
        String reply = say("Karachi office PTCL 021-998877 39.40.12.20\nLahore office NTL-4411 58.65.130.7");
        assertThat(reply).contains("✓ 1. Karachi office: PTCL · •••-•••877 · 39.40.12.20", "✓ 2. Lahore office: ");
        assertThat(reply.substring(reply.lastIndexOf("✓"))).contains("\n2. Lahore office\n");
        assertThat(say("Nayatel")).contains("2 lines so far");
    }

    @Test
    void anAddressThatCannotBeUsedIsNamedWithItsRowAndAskedAgain() {
        String reply = say("Karachi office PTCL 021-998877 10.0.0.1\nLahore office Nayatel NTL-4411 58.65.130.7");
        assertThat(reply).contains("Karachi office: 10.0.0.1 is an address inside");
        assertThat(line(1)).containsOnlyKeys("site", "isp", "subscriber_id");
        assertThat(say("39.40.12.20")).contains("2 lines so far");
    }

    @Test
    void anAddressOfAnotherLineIsNotTakenTwice() {
        String reply = say("Karachi office PTCL 021-998877 39.40.12.20\nLahore office Nayatel NTL-4411 39.40.12.20");
        assertThat(reply).contains("Lahore office: The address 39.40.12.20 belongs to another line");
        assertThat(line(2)).containsOnlyKeys("site", "isp", "subscriber_id");
    }

    @Test
    void moreLinesAreTakenAtTheList() {
        say("Karachi office PTCL 021-998877 39.40.12.20");
        assertThat(say("and Lahore office, Nayatel, NTL-4411, 58.65.130.7")).contains("2 lines so far");
        assertThat(line(2)).containsEntry("site", "Lahore office");
    }

    @Test
    void theLineInProgressKeepsItsAnswers() {
        say("Karachi office");
        say("Nayatel");
        say("Karachi office PTCL 021-998877 39.40.12.20\nKarachi office Nayatel NTL-4411 58.65.130.7");
        assertThat(line(1))
                .containsExactlyInAnyOrderEntriesOf(line("Karachi office", "nayatel", "NTL-4411", "58.65.130.7"));
        assertThat(line(2))
                .containsExactlyInAnyOrderEntriesOf(line("Karachi office", "ptcl", "021-998877", "39.40.12.20"));
    }

    @Test
    void twoOptionsInASentenceAreNotTwoLines() {
        say("Karachi office");
        assertThat(say("StormFiber or PTCL, not sure")).contains("Your internet company?");
        assertThat(line(1)).containsOnlyKeys("site");
        assertThat(line(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PTCL, isp", "39.40.12.20, addresses"})
    void anotherAnswerThanTheNameIsTakenAndTheNameAskedAgain(String text, String question) {
        assertThat(say(text)).contains("✓ 1. …: " + text, "A line: where is it?");
        assertThat(line(1)).containsOnlyKeys(question);
    }

    @Test
    void aTableOfThreeCompaniesIsThreeLines() {
        say("Karachi office");
        say("PTCL");
        say("021-998877");
        String reply = sendTable(
                List.of("Company", "Subscriber ID", "Addresses", "City"),
                List.of("PTCL", "021-998877", "39.40.12.20", "Karachi office"),
                List.of("Nayatel", "NTL-4411", "58.65.130.7, 58.65.130.8", "Lahore"),
                List.of("Worldcall", "WC-9901", "103.255.4.9", "Multan"));
        assertThat(line(1)).containsEntry("addresses", List.of("39.40.12.20"));
        assertThat(line(2)).containsEntry("addresses", List.of("58.65.130.7", "58.65.130.8"));
        assertThat(line(3)).containsEntry("isp", "Worldcall").containsEntry("site", "Multan");
        assertThat(reply).contains("3 lines so far");
    }

    @Test
    void aTableIsTakenWhereTheNameOfALineIsAsked() {
        assertThat(sendTable(
                        List.of("Karachi office", "PTCL", "021-998877", "39.40.12.20"),
                        List.of("Lahore office", "Nayatel", "NTL-4411", "58.65.130.7")))
                .contains("2 lines so far");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lahore, head office", "Multan 2", "Building 114, Phase 6", "Karachi and Hyderabad office"})
    void aNameAloneIsTheAnswerToTheQuestion(String text) {
        say(text);
        assertThat(line(1)).containsExactlyEntriesOf(Map.of("site", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes add another", "haan ek aur", "ok, add another one please"})
    void anotherLineIsAddedByASentence(String text) {
        say("Karachi office PTCL 021-998877 39.40.12.20");
        assertThat(say(text)).contains("A line: where is it?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "that is all",
                "no, that is all",
                "nothing more",
                "no more lines",
                "bas itna hi",
                "that's all thanks"
            })
    void theListIsClosedByASentence(String text) {
        say("Karachi office PTCL 021-998877 39.40.12.20");
        assertThat(say(text)).contains("What is it for?");
    }

    private static Map<String, Object> line(String site, String isp, String subscriber, String... addresses) {
        return Map.of("site", site, "isp", isp, "subscriber_id", subscriber, "addresses", List.of(addresses));
    }

    private Map<String, Object> line(int item) {
        Session session = simulator.conversation().stack().getLast();
        String prefix = "connections/" + item + "/";
        return session.answers().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().substring(prefix.length()),
                        entry -> entry.getValue().value()));
    }

    @SafeVarargs
    private String sendTable(List<String>... rows) {
        return join(simulator.applyInput(new ConversationInput.File(
                new FileReference("t", "lines.csv", "text/csv", 10).withRows(List.of(rows)), null, "t" + ++message)));
    }

    private String say(String text) {
        return join(simulator.applyInput(new ConversationInput.Text(text, "m" + ++message, false)));
    }

    private static String join(List<Reply> replies) {
        return replies.stream().map(Reply::text).collect(Collectors.joining("\n\n"));
    }
}
