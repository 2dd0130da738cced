package pk.rahnuma.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.token.ChatTokens;
import pk.rahnuma.messaging.chat.ChatTokenService;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.submission.SubmitApplicationAction;

/// Persons with a chat and its token, for tests of routes.
public final class ApiPersons {

    private ApiPersons() {}

    /// Creates a person who has not written yet.
    public static ApiClient createPerson(TestServer server) {
        String token = ApiClient.asBrowser(server.address())
                .call("POST", ApiClient.PATH + "/token", "{}")
                .body()
                .path("token")
                .asText();
        return ApiClient.asApp(server.address(), token);
    }

    /// Id of the person of a client.
    public static long personOf(TestServer server, ApiClient client) {
        return server.getBean(ChatTokenService.class)
                .findChat(ChatTokens.digestToken(client.token()))
                .orElseThrow()
                .conversation();
    }

    /// Submits an application of the person of a client. Returns its grouped reference.
    ///
    /// @param ipAddress of its line
    public static String submitApplication(TestServer server, ApiClient client, String ipAddress) {
        SubmitApplicationAction.In application = new SubmitApplicationAction.In(DomainFixture.answers(ipAddress));
        Instant now = server.getBean(Clock.class).instant();
        return server.sql()
                .inTransaction(() -> server.getBean(SubmitApplicationAction.class)
                        .executeAll(List.of(DomainFixture.createRequest(personOf(server, client), application, now))))
                .getFirst()
                .reference();
    }
}
