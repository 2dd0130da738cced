package pk.rahnuma.endtoend.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.ConversationState;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.endtoend.OrganisationApplicationFixture;
import pk.rahnuma.faults.run.SimulatedApplicant;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.conversation.ConversationRepository;
import pk.rahnuma.person.erasure.DataExportService;
import pk.rahnuma.person.joining.JoiningOfferService;
import pk.rahnuma.person.joining.PersonJoining;
import pk.rahnuma.person.joining.PersonJoiningService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Two persons with data in all tables, who join over Telegram.
@Tag("long")
class PersonJoiningTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    @ParameterizedTest(name = "on {0}")
    @MethodSource("pk.rahnuma.TestServer#builders")
    void allDataOfOnePersonBecomesThatOfTheOther(Supplier<TestServer.Builder> plan) throws Exception {
        try (TestServer server = plan.get().withBot().shareServer()) {
            SimulatedApplicant staying = DataErasureTest.lives(server, false);
            SimulatedApplicant leaving = DataErasureTest.lives(server, true);
            long to = DataErasureTest.person(server, staying.person);
            long from = DataErasureTest.person(server, leaving.person);
            Reference own = DataErasureTest.reference(server, to);
            OrganisationApplicationFixture.submitApplication(server, from, "39.61.1.2");
            DataErasureTest.letIn(server, from, to);
            RareTraces.insertDeadLetter(server, from);
            RareTraces.executeRequest(server, from);
            RareTraces.signIn(server, from);
            AwaitSupport.await().until(() -> !isPending(server, from) && !isPending(server, to));
            List<Integer> spans = spans(server, from);
            assertThat(spans).isNotEmpty();
            List<Integer> ownSpans = spans(server, to);
            int last = server.sql().queryOne(Integer.class, "select last_seq from conversation where id = ?", to);
            JsonNode first = export(server, to);
            JsonNode second = export(server, from);
            Instant now = server.now();

            PersonJoiningService joinings = server.getBean(PersonJoiningService.class);
            long joining = server.getBean(JoiningOfferService.class).offerJoining(to, from, now);
            assertThat(joinings.findJoining(to, joining, now).orElseThrow().moves())
                    .containsEntry("applications", 1L)
                    .containsEntry("tickets", 1L)
                    .containsEntry("organisations", 1L);
            assertThat(joinings.joinPersons(to, joining, now)).hasValueSatisfying(PersonJoiningTest::isDone);
            assertThat(joinings.joinPersons(to, joining, now)).hasValueSatisfying(PersonJoiningTest::isDone);

            staying.person.awaits("Your other chat now belongs to this one");
            leaving.person.awaits("This chat now belongs together with your other one");
            DatabaseDump after = DatabaseDump.dumpDatabase(server.sql());
            assertThat(after.rowsAbout(from))
                    .extracting(DatabaseDump.DumpedRow::table)
                    .containsOnly("audit", "person_joining", "subject");
            assertThat(server.sql()
                            .queryOne(
                                    Integer.class,
                                    "select count(*) from subject where id = ? and wrapped_key is null",
                                    from))
                    .isOne();
            JsonNode both = export(server, to);
            for (String list : List.of("applications", "tickets", "parked", "identities", "signed_in", "chats")) {
                assertThat(parts(both, list)).as(list).containsExactlyInAnyOrderElementsOf(union(first, second, list));
            }
            assertThat(both.path("forms")).hasSize(2);
            assertThat(sessions(server, to)).hasSizeGreaterThan(1).doesNotHaveDuplicates();
            assertThat(spans(server, to))
                    .as("messages of handovers")
                    .containsAll(ownSpans)
                    .containsAll(spans.stream().map(line -> line + last).toList());
            assertThat(both.path("organisations"))
                    .singleElement()
                    .matches(one -> one.path("role").asText().equals("owner"));
            assertThat(texts(both)).containsAll(texts(first)).containsAll(texts(second));
            assertThat(both.path("messages").size())
                    .isEqualTo(first.path("messages").size()
                            + second.path("messages").size()
                            + 2);
            assertThat(both.path("joined").path(0).path("log").size())
                    .isGreaterThanOrEqualTo(second.path("log").size());
            assertThat(export(server, to, DataExportService.ExportFormat.TEXT).toString(StandardCharsets.UTF_8))
                    .contains("Chats joined with this one");
            assertThat(AuditChainFixture.faultsOf(server.getBean(AuditLog.class), from))
                    .isEmpty();

            leaving.person.says("status");
            leaving.person.awaits(own.toGroupedText());
            leaving.person.says("status");
            leaving.person.awaits(TEXTS.text("status.listed.say"));
            AwaitSupport.await().until(() -> !isPending(server, to));

            partOnAnotherNode(server, to, leaving.chat);
            leaving.person.says("status");
            leaving.person.awaits("Rahnuma");
            assertThat(DataErasureTest.person(server, leaving.person)).isNotEqualTo(to);
            staying.person.says("status");
            staying.person.awaits(TEXTS.text("status.listed.say"));
            assertThat(DataErasureTest.person(server, staying.person)).isEqualTo(to);
        }
    }

    /// Parts a Telegram account, whose chat stays in the cache of the server, as if another node had parted it.
    private static void partOnAnotherNode(TestServer server, long person, long account) {
        byte[] hash = server.getBean(SubjectEncryptionService.class).keyedHash("chat", "TELEGRAM " + account);
        long chat = server.sql().queryOne(Long.class, "select id from chat where address_hash = ?", hash);
        long other = server.sql()
                .queryOne(Long.class, "select max(id) from chat where conversation_id = ? and id <> ?", person, chat);
        server.sql().execute("update conversation set last_chat = ? where id = ?", other, person);
        server.sql().execute("delete from chat where id = ?", chat);
    }

    private static List<Integer> spans(TestServer server, long person) {
        return server.sql()
                .queryList(
                        Integer.class,
                        "select from_line from ticket_hold where conversation_id = ? order by from_line",
                        person);
    }

    /// Ids of the running sessions and drafts.
    private static List<String> sessions(TestServer server, long person) {
        ConversationState state = ConversationRepository.openState(
                server.getBean(ConversationRepository.class).findById(person).orElseThrow(),
                server.getBean(SubjectEncryptionService.class).openKeys(List.of(person)));
        return Stream.concat(state.stack().stream(), state.drafts().stream())
                .map(Session::id)
                .toList();
    }

    private static void isDone(PersonJoiningService.JoiningStatus joining) {
        assertThat(joining.state()).isEqualTo(PersonJoining.State.DONE);
    }

    private static boolean isPending(TestServer server, long person) {
        return server.getBean(ConversationMessageService.class).hasPending(person);
    }

    private static JsonNode export(TestServer server, long person) throws IOException {
        return JsonMapper.builder()
                .build()
                .readTree(export(server, person, DataExportService.ExportFormat.JSON)
                        .toByteArray());
    }

    private static ByteArrayOutputStream export(TestServer server, long person, DataExportService.ExportFormat format)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        server.getBean(DataExportService.class)
                .prepareExport(person, format, server.now())
                .writeTo(out);
        return out;
    }

    private static List<JsonNode> parts(JsonNode exported, String list) {
        List<JsonNode> parts = new ArrayList<>();
        exported.path(list).forEach(parts::add);
        return parts;
    }

    private static List<JsonNode> union(JsonNode first, JsonNode second, String list) {
        List<JsonNode> union = parts(first, list);
        union.addAll(parts(second, list));
        return union;
    }

    private static List<String> texts(JsonNode exported) {
        return exported.path("messages").findValuesAsText("text");
    }
}
