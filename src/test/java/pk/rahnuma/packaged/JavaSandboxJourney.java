package pk.rahnuma.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.AwaitSupport.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pk.rahnuma.client.ApiClient;
import pk.rahnuma.client.ApiException;
import pk.rahnuma.client.api.ApplicationsApi;
import pk.rahnuma.client.model.ActionRequest;
import pk.rahnuma.client.model.ApplicantAction;
import pk.rahnuma.client.model.LineResponse;
import pk.rahnuma.client.model.LineStatus;

/// A company follows its lines from the answers of the providers to the end, by the generated Java client. A sandbox
/// decides.
final class JavaSandboxJourney {

    /// A number whose lines are decided one after the other.
    private static final String IDENTITY = "35202-1234560-8";

    /// Reads so often that no step of two seconds is missed, and no limit is reached.
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final JavaClients clients;
    private final ApplicationsApi applications;
    private final ApiClient owner;
    private String reference;

    JavaSandboxJourney(JavaClients clients) throws ApiException {
        this.clients = clients;
        this.owner = clients.ofNewChat();
        this.applications = new ApplicationsApi(owner);
    }

    void run() throws ApiException {
        reference = JavaOrganisationJourney.register(
                clients, owner, IDENTITY, List.of(line("Lahore", "nayatel", 1), line("Multan", "ptcl", 2)));
        List<List<LineStatus>> seen = new ArrayList<>();
        await().pollInterval(POLL_INTERVAL).until(() -> {
            List<LineStatus> now = readStatuses();
            if (seen.isEmpty() || !seen.getLast().equals(now)) {
                seen.add(now);
            }
            return now.equals(List.of(LineStatus.ACTIVE, LineStatus.ACTIVE));
        });
        assertThat(seen).contains(List.of(LineStatus.ACTIVE, LineStatus.WITH_PROVIDER));

        act(ApplicantAction.PAUSE, 1);
        assertThat(readStatuses()).containsExactly(LineStatus.PAUSED, LineStatus.ACTIVE);
        act(ApplicantAction.RESUME, 1);
        assertThat(readStatuses()).containsExactly(LineStatus.ACTIVE, LineStatus.ACTIVE);
        String until = readLines().getLast().getValidUntil().toString();
        act(ApplicantAction.RENEW, 2);
        assertThat(readStatuses()).containsExactly(LineStatus.ACTIVE, LineStatus.CHANGE_PENDING);
        await().pollInterval(POLL_INTERVAL).until(() -> readLines().getLast().getStatus() == LineStatus.ACTIVE);
        assertThat(readLines().getLast().getValidUntil().toString()).isGreaterThan(until);
        act(ApplicantAction.END, 1);
        assertThat(readStatuses()).containsExactly(LineStatus.ENDED, LineStatus.ACTIVE);
    }

    private static Map<String, Object> line(String site, String provider, int number) {
        return Map.of(
                "site",
                site,
                "isp",
                provider,
                "subscriber_id",
                "NT-" + number,
                "addresses",
                List.of("39.71.8." + number));
    }

    private void act(ApplicantAction action, int line) throws ApiException {
        applications.takeAction(reference, new ActionRequest().action(action).lines(List.of(line)), null, null);
    }

    private List<LineResponse> readLines() throws ApiException {
        return applications
                .listLines(reference, null, null, null, null, null, null, null, null)
                .getLines();
    }

    private List<LineStatus> readStatuses() throws ApiException {
        return readLines().stream().map(LineResponse::getStatus).toList();
    }
}
