package pk.rahnuma.api.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiPersons;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;

/// Tickets of persons without a proof, over HTTP: two in an hour from a network.
class UnprovedTicketLimitTest {

    private static final String TICKET = "{\"topic\": \"line_blocked\", \"text\": \"It does not work\"}";

    private static final TestServer server = TestServer.onH2()
            .withProperty("rahnuma.api.behind-proxy", true)
            .withProperty("rahnuma.support.unproved.per-address", 2)
            .startServer();

    private static ApiClient openChat(String address) {
        ApiClient visitor = ApiClient.asBrowser(server.address());
        visitor.post(
                ApiClient.object()
                        .put("id", ApiClient.newId())
                        .put("text", "/start")
                        .put("language", "en")
                        .toString(),
                "X-Forwarded-For",
                address);
        return visitor;
    }

    private static ApiClient.ApiResponse openTicket(ApiClient visitor, String address) {
        return visitor.call("POST", "api/v1/tickets", TICKET, "X-Forwarded-For", address);
    }

    private static void openUntilFull(String address) {
        for (int i = 0; i < 2; i++) {
            openTicket(openChat(address), address).requireStatus(201);
        }
    }

    @Test
    void chatsOfOneNetworkAreRefusedAndThoseOfAnotherPass() {
        openUntilFull("2001:db8:1:1::1");
        ApiClient.ApiResponse refused =
                openTicket(openChat("2001:db8:1:1::2"), "2001:db8:1:1::2").requireProblem(429, "too-many");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3000, 3600);
        openTicket(openChat("192.0.2.1"), "192.0.2.1").requireStatus(201);
        // The network is that from which the chat was opened.
        openTicket(openChat("2001:db8:1:1::3"), "192.0.2.2").requireStatus(429);
    }

    @Test
    void aPersonWhoProvesAnAddressPassesAtOnce() {
        openUntilFull("192.0.2.50");
        ApiClient visitor = openChat("192.0.2.50");
        openTicket(visitor, "192.0.2.50").requireStatus(429);
        server.sql()
                .inTransaction(() -> server.getBean(PersonIdentityRepository.class)
                        .saveProved(
                                ApiPersons.personOf(server, visitor),
                                new IdentityAddress(IdentityKind.EMAIL, "ayesha@example.com"),
                                server.getBean(Clock.class).instant()));
        openTicket(visitor, "192.0.2.50").requireStatus(201);
    }

    @Test
    void aProgramThatOpensChatsByTokenIsCountedToo() {
        openUntilFull("192.0.2.60");
        ApiClient program = ApiClient.asBrowser(server.address());
        String token = program.call("POST", ApiClient.PATH + "/token", null, "X-Forwarded-For", "192.0.2.60")
                .text("/token");
        assertThat(token).isNotEmpty();
        openTicket(ApiClient.asApp(server.address(), token), "192.0.2.61").requireStatus(429);
    }

    @Test
    void inTheChatThePersonReadsWhatToDoAndTheTextStays() {
        openUntilFull("192.0.2.70");
        ApiClient visitor = openChat("192.0.2.70");
        visitor.sendText("English");
        visitor.sendText("human");
        ApiClient.ApiResponse answer = visitor.sendText("My line is blocked since Monday.");
        assertThat(String.join("\n", answer.texts())).contains("stored in this chat", "Sign in on our page");
        assertThat(server.sql()
                        .queryOne(
                                Long.class,
                                "select count(*) from ticket where conversation_id = ?",
                                ApiPersons.personOf(server, visitor)))
                .isZero();
    }
}
