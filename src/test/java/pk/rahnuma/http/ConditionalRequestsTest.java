package pk.rahnuma.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.api.ApiForms;
import pk.rahnuma.api.ApiOrganisations;
import pk.rahnuma.api.ApiPersons;

/// Entity tags of each resource: a known state is not sent again, and a change of a state that the client has not seen
/// is refused.
class ConditionalRequestsTest {
    /// Resources and their changes: path, method and path of the change, body, and status with the present tag.
    private static final String CHANGES = """
            applications/drafts/{draft} | PATCH  | applications/drafts/{draft}     | {"answers": {"work_type": "freelancer"}} | 200
            applications/{application}  | POST   | applications/{application}/actions | {"action": "withdraw"}                | 200
            tickets/{ticket}            | POST   | tickets/{ticket}/messages       | {"text": "Since Monday"}              | 200
            tickets/{ticket}            | POST   | tickets/{ticket}/rating         | {"stars": 5}                          | 409
            organisations/{id}/members  | PATCH  | {member}                        | {"role": "representative"}            | 200
            organisations/{id}/members  | DELETE | {member}                        |                                       | 204
            organisations/{id}/invitations | POST | organisations/{id}/invitations | {"role": "viewer"}                    | 201
            organisations/{id}/invitations | DELETE | {invitation}                 |                                       | 204
            organisations/{id}/keys     | POST   | organisations/{id}/keys         | {key}                                 | 201
            organisations/{id}/keys     | POST   | organisations/{id}/keys/{last}/rotation | {"overlap": 0}                | 200
            organisations/{id}/keys     | DELETE | organisations/{id}/keys/{last}  |                                       | 204
            notifications/preferences   | PUT    | notifications/preferences       | {"email": false, "sms": false}        | 200
            me                          | PATCH  | me                              | {"language": "ur"}                    | 200
            me                          | POST   | me/erasure                      |                                       | 200
            me                          | DELETE | me/erasure                      |                                       | 200
            me                          | DELETE | me/consents                     |                                       | 200
            """;

    private static final TestServer server = TestServer.onH2().shareServer();

    private final ApiClient chat = ApiOrganisations.createPerson(server);
    private final ApiClient client = ApiPersons.signInDevice(server, chat);

    private Map<String, String> createResources() {
        String organisation = ApiOrganisations.createOrganisation(server, chat, "Multan Soft");
        String member =
                ApiOrganisations.admit(client, organisation, ApiOrganisations.createPerson(server), "Bilal", "viewer");
        ApiOrganisations.invite(client, organisation, "viewer");
        String invitations = "organisations/" + organisation + "/invitations";
        String application = ApiForms.register(client);
        return Map.of(
                "draft",
                ApiForms.createDraft(client, ApiClient.object()).replaceFirst(".*/", ""),
                "application",
                application,
                "ticket",
                client.call("POST", "api/v1/tickets", "{\"topic\": \"complaint\", \"text\": \"It is slow.\"}")
                        .text("/number"),
                "id",
                organisation,
                "member",
                member.substring("api/v1/".length()),
                "invitation",
                invitations + "/" + client.read("api/v1/" + invitations).text("/invitations/0/id"),
                "key",
                "{\"name\": \"Accounting\", \"scopes\": [\"applications:read\"], \"expires\": \""
                        + server.getBean(Clock.class).instant().plus(Duration.ofDays(30)) + "\"}");
    }

    @Test
    void aChangeOfAStateThatTheClientHasNotSeenIsRefused() {
        Map<String, String> resources = createResources();
        CHANGES.lines().forEach(line -> {
            String filled = line;
            for (Map.Entry<String, String> resource : resources.entrySet()) {
                filled = filled.replace("{" + resource.getKey() + "}", resource.getValue());
            }
            if (filled.contains("{last}")) {
                String keys = "api/v1/organisations/" + resources.get("id") + "/keys";
                filled = filled.replace("{last}", client.read(keys).text("/keys/0/id"));
            }
            String[] cells = filled.split(" *\\| *");
            String body = cells[3].isEmpty() ? null : cells[3];
            String tag = client.read("api/v1/" + cells[0]).requireStatus(200).header("ETag");
            client.read("api/v1/" + cells[0], "If-None-Match", tag).requireStatus(304);
            client.call(cells[1], "api/v1/" + cells[2], body, "If-Match", "\"stale\"")
                    .requireProblem(412, "precondition-failed");
            assertThat(client.read("api/v1/" + cells[0]).header("ETag")).isEqualTo(tag);
            client.call(cells[1], "api/v1/" + cells[2], body, "If-Match", tag)
                    .requireStatus(Integer.parseInt(cells[4]));
        });
    }

    @Test
    void aStateThatTheClientKnowsIsNotSentAgain() {
        String organisation = ApiOrganisations.createOrganisation(server, chat, "Quetta Soft");
        for (String path :
                List.of("guidance/topics", "guidance/topics/fee", "organisations", "organisations/" + organisation)) {
            String tag = client.read("api/v1/" + path).header("ETag");
            ApiClient.ApiResponse again = client.read("api/v1/" + path, "If-None-Match", tag);
            assertThat(again.requireStatus(304).response().body()).isEmpty();
            if (path.startsWith("guidance")) {
                client.read("api/v1/" + path, "If-None-Match", tag, "Accept-Language", "ur")
                        .requireStatus(200);
            }
        }
    }
}
