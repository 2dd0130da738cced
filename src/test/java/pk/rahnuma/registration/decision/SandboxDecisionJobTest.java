package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.shared.SandboxConfiguration;

@OnEachDatabase(always = true)
class SandboxDecisionJobTest {

    /// Later than the applications of other tests on this database.
    private static final Instant BEGIN = Instant.parse("2030-03-04T05:00:00Z");

    private static int lastAddress = 10;

    private final DomainFixture fixture;
    private final ApplicationDecisionService decisions;
    private final SandboxDecisionJob job;
    private Instant now = BEGIN;

    SandboxDecisionJobTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.decisions = fixture.decisions(OperatingMode.ASSISTANCE);
        this.job = createJob(true);
    }

    private SandboxDecisionJob createJob(boolean sandbox) {
        return new SandboxDecisionJob(
                new SandboxConfiguration(sandbox),
                fixture.applications,
                fixture.contents,
                fixture.recordFixture.lines,
                decisions,
                DecisionFixture.createDeadlineTransitions(fixture),
                Clock.systemUTC());
    }

    private Reference submit(String identity) {
        Map<String, Object> answers = new HashMap<>(DomainFixture.answers("39.80.1." + ++lastAddress));
        answers.put("id_number", identity);
        // A day of its own, so that the applications of the tests before are left alone.
        now = BEGIN.plusSeconds(86_400L * lastAddress);
        return fixture.submitApplication(fixture.createPerson("en"), answers, now);
    }

    private Application read(Reference reference) {
        return fixture.applications.findApplication(reference).orElseThrow();
    }

    /// Statuses after each step, until nothing happens any more.
    private List<String> runToEnd(Reference reference) {
        List<String> statuses = new ArrayList<>();
        do {
            assertThat(job.decideApplications(now.plusMillis(1_999)))
                    .as("steps before the pause is over")
                    .isZero();
            now = now.plusSeconds(2);
        } while (job.decideApplications(now) > 0
                && statuses.add(read(reference).lines().leading().name()));
        return statuses;
    }

    @Test
    void anApplicationIsApprovedStepByStep() {
        Reference reference = submit("35202-1234567-8");
        assertThat(runToEnd(reference)).containsExactly("WITH_PROVIDER", "CONFIRMED", "ACTIVE");
        assertThat(read(reference).authorityReference()).isEqualTo("SANDBOX-" + reference.symbols());
    }

    @Test
    void theLastDigitsChooseARejectionAndItsReason() {
        Reference screened = submit("35202-1234560-1");
        assertThat(runToEnd(screened)).containsExactly("REFUSED");
        assertThat(read(screened).reasons()).containsExactly(DecisionReason.CNIC_MISMATCH_OR_EXPIRED);
        Reference unconfirmed = submit("35202-1234560-5");
        assertThat(runToEnd(unconfirmed)).containsExactly("WITH_PROVIDER", "REFUSED");
        assertThat(read(unconfirmed).reasons()).containsExactly(DecisionReason.ISP_NOT_CONFIRMED);
    }

    @Test
    void aReopenedApplicationIsRejectedAgain() {
        Reference reference = submit("35202-1234560-1");
        runToEnd(reference);
        assertThat(DecisionFixture.applyAsApplicant(
                        fixture, read(reference).conversation(), reference, LineTransition.REOPEN, now))
                .isTrue();
        assertThat(runToEnd(reference)).containsExactly("REFUSED");
    }

    @Test
    void informationIsAskedForOnceThenApproved() {
        Reference reference = submit("35202-1234560-2");
        assertThat(runToEnd(reference)).containsExactly("ASKED");
        assertThat(read(reference).asked()).containsExactly("id_front");
        decisions.decide(reference, new ApplicationDecision(LineTransition.RECEIVE), "sana", now);
        assertThat(runToEnd(reference)).containsExactly("WITH_PROVIDER", "CONFIRMED", "ACTIVE");
    }

    @Test
    void aRegistrationExpiresOrIsSuspendedAndItsPersonHearsOfIt() {
        Reference expiring = submit("35202-1234560-3");
        assertThat(runToEnd(expiring)).endsWith("ACTIVE", "EXPIRED");
        assertThat(fixture.saidTo(read(expiring).conversation()))
                .last()
                .asString()
                .contains("expired");
        assertThat(runToEnd(submit("35202-1234560-4"))).endsWith("ACTIVE", "SUSPENDED");
    }

    @Test
    void linesAreRegisteredOneAfterTheOtherUntilADay() {
        Map<String, Object> answers = new HashMap<>(DomainFixture.company("Alif", "0100" + ++lastAddress));
        answers.put("applicant_cnic", "35202-1234560-8");
        answers.put("connections", List.of(line("lahore"), line("multan")));
        now = BEGIN.plusSeconds(86_400L * lastAddress);
        Reference reference = fixture.submitApplication(fixture.createPerson("en"), answers, now);
        List<String> statuses = new ArrayList<>();
        do {
            now = now.plusSeconds(2);
        } while (job.decideApplications(now) > 0
                && statuses.add(fixture.recordFixture.lines.findLines(read(reference)).stream()
                        .map(line -> line.status().name())
                        .collect(Collectors.joining(" "))));
        assertThat(statuses)
                .containsExactly(
                        "WITH_PROVIDER REQUESTED",
                        "CONFIRMED REQUESTED",
                        "ACTIVE REQUESTED",
                        "ACTIVE WITH_PROVIDER",
                        "ACTIVE CONFIRMED",
                        "ACTIVE ACTIVE");
        assertThat(fixture.recordFixture.lines.findLines(read(reference)))
                .allMatch(line -> line.term().until() != null);
    }

    private static Map<String, Object> line(String site) {
        return Map.of(
                "isp",
                "nayatel",
                "subscriber_id",
                "NTL-" + site,
                "site",
                site,
                "addresses",
                List.of("39.80.2." + ++lastAddress));
    }

    @Test
    void anApplicationIsLeftToStaffByItsNumberAndAfterAnHour() {
        assertThat(runToEnd(submit("35202-1234560-6"))).isEmpty();
        submit("35202-1234567-8");
        now = now.plus(SandboxDecisionJob.MAX_WAIT);
        assertThat(job.decideApplications(now)).isZero();
    }

    @Test
    void anyOtherServerDecidesNothing() {
        Reference reference = submit("35202-1234567-8");
        assertThat(createJob(false).decideApplications()).isZero();
        assertThat(read(reference).lines().leading().name()).isEqualTo("REQUESTED");
    }
}
