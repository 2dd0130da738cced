package pk.rahnuma.cli.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.TestSql;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.startup.CommandContext;
import pk.rahnuma.startup.ContextBootstrap;
import pk.rahnuma.startup.settings.EnvironmentSettings;
import pk.rahnuma.startup.settings.UserErrorException;
import pk.rahnuma.ticket.Ticket;
import pk.rahnuma.ticket.TicketAgent;
import pk.rahnuma.ticket.work.TicketAssignmentService;
import pk.rahnuma.ticket.work.TicketDetailService;
import pk.rahnuma.ticket.work.TicketReplyService;
import pk.rahnuma.ticket.work.TicketTriageService;
import pk.rahnuma.ticket.work.TranscriptVisibility;
import pk.rahnuma.vault.SealedFormat;

/// Values of the version before are bound to their rows beside a running desk.
class BindKeysetCommandTest {

    private static final TicketAgent SANA = new TicketAgent(5, "Sana");

    enum DatabaseKind {
        H2,
        MARIADB;

        TestServer start() {
            return (this == H2 ? TestServer.onH2() : TestServer.onMariaDb())
                    .withVariable("RAHNUMA_SEALED_FORMAT", "1")
                    .startServer();
        }
    }

    private static EnvironmentSettings with(SealedFormat format, EnvironmentSettings s) {
        Map<String, String> variables = new HashMap<>(s.variables());
        variables.put("RAHNUMA_SEALED_FORMAT", format.settingValue());
        return EnvironmentSettings.fromVariables(variables);
    }

    private static String bind(EnvironmentSettings settings) {
        StringWriter out = new StringWriter();
        assertThat(BindKeysetCommand.bindValues(settings, false, new PrintWriter(out)))
                .isTrue();
        return out.toString();
    }

    private static String bindAgain(EnvironmentSettings settings, boolean succeeds) {
        StringWriter out = new StringWriter();
        assertThat(BindKeysetCommand.bindValues(settings, true, new PrintWriter(out)))
                .isEqualTo(succeeds);
        return out.toString();
    }

    private static String ticket(TestServer server) {
        ApiClient person = ApiClient.asBrowser(server.address());
        for (String text : List.of("hello", "human")) {
            person.sendText(text);
        }
        String number = person.sendText("The line is down since Monday").messages().findValuesAsText("text").stream()
                .filter(text -> text.contains("ticket number is"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("(?s).*number is ([A-Z0-9-]+)\\..*", "$1");
        Reference reference = Reference.parseText(number).orElseThrow();
        Instant now = server.getBean(Clock.class).instant();
        server.getBean(TicketAssignmentService.class).claimTicket(reference, SANA, now);
        server.getBean(TicketReplyService.class)
                .sendAnswer(reference, SANA, "We look into it", null, Ticket.State.WAITING_USER, now);
        server.getBean(TicketTriageService.class).addNote(reference, SANA, "called twice", now);
        return number;
    }

    private static List<String> words(TicketDetailService cases, String number, Instant now) {
        TicketDetailService.TicketDetails opened =
                cases.openCase(Reference.parseText(number).orElseThrow(), SANA, TranscriptVisibility.MASKED, now);
        return List.of(
                opened.body().text(),
                opened.answers().getFirst().text(),
                opened.notes().getFirst().text());
    }

    @ParameterizedTest
    @EnumSource
    void allValuesAreBoundOnceBesideARunningDeskAndASwapIsRefusedThen(DatabaseKind base) {
        try (TestServer server = base.start()) {
            String number = ticket(server);
            Instant now = server.getBean(Clock.class).instant();
            EnvironmentSettings bound = with(SealedFormat.ROW, server.settings());
            assertThatThrownBy(() -> bind(server.settings()))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageStartingWith("RAHNUMA_SEALED_FORMAT must be 2");
            assertThatThrownBy(() -> ContextBootstrap.openContext(with(SealedFormat.ROW_ALONE, server.settings())))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("'keyset bind' is finished")
                    .hasMessageContaining("chat.address")
                    .hasMessageNotContaining("dead_letter.body");

            // Nothing has changed: a node of the older format still starts.
            ContextBootstrap.openContext(server.settings()).close();

            String first = bind(bound);
            assertThat(first)
                    .containsPattern("message\\.body: \\d+ values, [1-9]\\d* bound now")
                    .contains("chat.address: 1 values, 1 bound now")
                    .contains("conversation.state: 1 values, 1 bound now")
                    .contains("ticket.body: 1 values, 1 bound now")
                    .contains("ticket_answer.body: 1 values, 1 bound now")
                    .contains("ticket_note.body: 1 values, 1 bound now")
                    .contains("RAHNUMA_SEALED_FORMAT=2-only");
            assertThat(bind(bound)).contains("ticket.body: 1 values, finished on 20");
            assertThat(bindAgain(bound, true))
                    .contains("ticket.body: 1 values, 0 bound now", "message.body: ")
                    .doesNotContainPattern("[1-9]\\d* bound now");
            assertThatThrownBy(() -> ContextBootstrap.openContext(server.settings()))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageStartingWith("RAHNUMA_SEALED_FORMAT must be 2 or 2-only");
            // The running desk writes the old format and reads both.
            assertThat(words(server.getBean(TicketDetailService.class), number, now))
                    .containsExactly("The line is down since Monday", "We look into it", "called twice");

            try (CommandContext alone = ContextBootstrap.openContext(with(SealedFormat.ROW_ALONE, server.settings()))) {
                assertThat(words(alone.getBean(TicketDetailService.class), number, now))
                        .containsExactly("The line is down since Monday", "We look into it", "called twice");
                long conversation = server.sql().queryOne(Long.class, "select conversation_id from ticket");
                assertThat(alone.getBean(ConversationMessageService.class).readHistory(conversation, 0, 100))
                        .hasSizeGreaterThan(5);
                swap(server.sql(), conversation);
                assertThatThrownBy(() ->
                                alone.getBean(ConversationMessageService.class).readHistory(conversation, 0, 100))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("message.body");
            }
            assertThat(bindAgain(bound, false)).contains("2 that do not open");
        }
    }

    @Test
    void aFreshDeskMayBeginWithBoundValuesAlone() {
        try (TestServer server = TestServer.onH2()
                .withVariable("RAHNUMA_SEALED_FORMAT", "2-only")
                .startServer()) {
            String number = ticket(server);
            server.restart();
            assertThat(words(
                            server.getBean(TicketDetailService.class),
                            number,
                            server.getBean(Clock.class).instant()))
                    .contains("We look into it");
        }
    }

    private static void swap(TestSql sql, long conversation) {
        byte[] one = body(sql, conversation, 1);
        byte[] two = body(sql, conversation, 3);
        String update = "update message set body = ? where conversation_id = ? and seq = ?";
        sql.execute(update, two, conversation, 1);
        sql.execute(update, one, conversation, 3);
    }

    private static byte[] body(TestSql sql, long conversation, int seq) {
        return sql.queryOne(
                byte[].class, "select body from message where conversation_id = ? and seq = ?", conversation, seq);
    }
}
