package pk.rahnuma.api;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.TestServer;
import pk.rahnuma.http.caller.ChatTokens;
import pk.rahnuma.messaging.conversation.ChatTokenService;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.person.signin.DeviceSessionService;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.submission.SubmitApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Persons with a chat and its token, for tests of routes.
public final class ApiPersons {

    private ApiPersons() {}

    /// Creates a person who has not written yet.
    public static ApiClient createPerson(TestServer server) {
        String token = ApiClient.asBrowser(server.address())
                .call("POST", ApiClient.PATH + "/token", "{}")
                .text("/token");
        return ApiClient.asApp(server.address(), token);
    }

    /// Id of the person of a client.
    public static long personOf(TestServer server, ApiClient client) {
        return server.getBean(ChatTokenService.class)
                .findChat(ChatTokens.digestToken(client.token()))
                .or(() -> server.getBean(DeviceSessionService.class).findChat(client.token(), server.now()))
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

    /// A browser that has begun a chat.
    public static ApiClient openChat(TestServer server) {
        ApiClient browser = ApiClient.asBrowser(server.address());
        browser.sendText("/start").requireStatus(200);
        return browser;
    }

    /// A device that is signed in as the person of a client.
    public static ApiClient signInDevice(TestServer server, ApiClient client) {
        long person = personOf(server, client);
        Instant now = server.getBean(Clock.class).instant();
        return ApiClient.asApp(server.address(), server.sql().inTransaction(() -> {
            server.getBean(PersonLock.class).lockPerson(person);
            return server.getBean(DeviceSessionService.class)
                    .startSession(person, "Firefox", "email", now)
                    .access();
        }));
    }

    /// Stores that the person of a client has proved an e-mail address.
    public static void proveEmail(TestServer server, ApiClient client, String email) {
        proveAddress(server, client, new IdentityAddress(IdentityKind.EMAIL, email));
    }

    public static void proveAddress(TestServer server, ApiClient client, IdentityAddress address) {
        Instant now = server.getBean(Clock.class).instant();
        server.sql()
                .inTransaction(() -> server.getBean(PersonIdentityRepository.class)
                        .saveProved(personOf(server, client), address, now));
    }

    /// Makes 123456 the code of a sign-in.
    public static void replaceCode(TestServer server, String signIn) {
        byte[] hash = server.getBean(SubjectEncryptionService.class).keyedHash("sign-in code", signIn + " 123456");
        server.sql().execute("update person_sign_in set code_hash = ? where id = ?", hash, Long.parseLong(signIn));
    }

    /// Makes decisions of staff on an application.
    public static void decide(TestServer server, String reference, ApplicationDecision... decisions) {
        for (ApplicationDecision decision : decisions) {
            server.getBean(ApplicationDecisionService.class)
                    .decide(
                            Reference.parseText(reference).orElseThrow(),
                            decision,
                            "sana",
                            server.getBean(Clock.class).instant());
        }
    }

    public static void decide(TestServer server, String reference, LineTransition... decisions) {
        for (LineTransition decision : decisions) {
            decide(server, reference, new ApplicationDecision(decision));
        }
    }
}
