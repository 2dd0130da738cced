package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class LineTermTest {

    private static final LocalDate TODAY = WorkingCalendar.dayOf(MONDAY);
    private static final LocalDate LAST_DAY = TODAY.plusDays(30);
    private static final Instant LAST_EVENING =
            WorkingCalendar.startOf(LAST_DAY.plusDays(1)).minusSeconds(1);

    private final DomainFixture fixture;
    private final long ayesha;
    private final Reference reference;

    LineTermTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "");
        answers.put("connections", List.of(line("Lahore", "39.64.1.1"), line("Multan", "39.64.1.2")));
        this.reference = Reference.parseText(execute(
                                fixture.submissionFixture.submitFor,
                                ayesha,
                                new SubmitOrganisationApplicationAction.In("new", answers),
                                MONDAY)
                        .reference())
                .orElseThrow();
        fixture.decide(reference, LineTransition.VERIFY);
        fixture.decide(reference, LineTransition.CONFIRM);
    }

    private static Map<String, Object> line(String site, String address) {
        return Map.of("isp", "nayatel", "subscriber_id", "NTL-" + site, "site", site, "addresses", List.of(address));
    }

    @Test
    void aLineExpiresAfterTheLastDayThatStaffSetAndNoOther() {
        decide(approve().aboutLines(Set.of(1)).withTerm(until(LAST_DAY)));
        decide(approve());
        assertThat(lines()).extracting(Line::term).containsExactly(until(LAST_DAY), LineTerm.NONE);
        assertThat(stored().expiresAfter()).isEqualTo(LAST_DAY);
        assertThat(DecisionFixture.lapseOverdue(fixture, LAST_EVENING)).isZero();
        assertThat(DecisionFixture.lapseOverdue(fixture, LAST_EVENING.plusSeconds(1)))
                .isEqualTo(1);
        assertThat(lines()).extracting(Line::status).containsExactly(LineStatus.EXPIRED, LineStatus.ACTIVE);
        assertThat(fixture.saidTo(ayesha))
                .last()
                .asString()
                .startsWith("en expired {")
                .contains("lines=1. Lahore");
        assertThat(stored().expiresAfter()).isNull();
        assertThat(DecisionFixture.lapseOverdue(fixture, LAST_EVENING.plus(Duration.ofDays(9))))
                .isZero();
    }

    @Test
    void daysAreSetLaterAndTakenAway() {
        decide(approve());
        decide(new ApplicationDecision(LineTransition.SET_TERM).withTerm(new LineTerm(TODAY, LAST_DAY)));
        assertThat(lines()).extracting(Line::term).containsOnly(new LineTerm(TODAY, LAST_DAY));
        assertThat(lines()).extracting(Line::status).containsOnly(LineStatus.ACTIVE);
        assertThat(fixture.saidTo(ayesha))
                .last()
                .asString()
                .startsWith("en term_set {")
                .contains("until=");
        decide(new ApplicationDecision(LineTransition.SET_TERM));
        assertThat(lines()).extracting(Line::term).containsOnly(LineTerm.NONE);
    }

    @Test
    void aLaterLastDayIsAskedForAndTheLineStaysRegisteredUntilTheDecision() {
        decide(approve().withTerm(until(LAST_DAY)));
        assertThat(act(LineTransition.RENEW, 1)).isTrue();
        assertThat(lines()).extracting(Line::change).containsExactly(ChangeKind.RENEW, null);
        assertThat(DecisionFixture.lapseOverdue(fixture, LAST_EVENING.plusSeconds(1)))
                .isEqualTo(1);
        assertThat(lines()).extracting(Line::status).containsExactly(LineStatus.CHANGE_PENDING, LineStatus.EXPIRED);
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.ACCEPT_CHANGE)))
                .withMessageContaining("later last day");
        LineTerm next = until(LAST_DAY.plusDays(30));
        decide(new ApplicationDecision(LineTransition.ACCEPT_CHANGE).withTerm(next));
        assertThat(lines().getFirst().term()).isEqualTo(next);
        assertThat(lines().getFirst().change()).isNull();
        assertThat(lines().getFirst().status()).isEqualTo(LineStatus.ACTIVE);
        assertThat(fixture.saidTo(ayesha)).last().asString().startsWith("en renewal_accepted {");
    }

    @Test
    void aLaterLastDayThatIsRefusedLeavesTheOldOne() {
        decide(approve().withTerm(until(LAST_DAY)));
        act(LineTransition.RENEW);
        decide(new ApplicationDecision(LineTransition.REFUSE_CHANGE, List.of(DecisionReason.FEE_UNPAID), null, null));
        assertThat(lines()).extracting(Line::term).containsOnly(until(LAST_DAY));
        assertThat(fixture.saidTo(ayesha)).last().asString().startsWith("en renewal_refused {");
    }

    @Test
    void onlyALineWithALastDayCanHaveALaterOne() {
        decide(approve());
        assertThat(act(LineTransition.RENEW)).isFalse();
    }

    @Test
    void anExpiredLineIsRequestedAgainWithItsAddresses() {
        decide(approve().aboutLines(Set.of(1)).withTerm(until(LAST_DAY)));
        decide(approve().withTerm(until(LAST_DAY.plusDays(1))));
        DecisionFixture.lapseOverdue(fixture, LAST_EVENING.plusSeconds(1));
        assertThat(isRegisteredAddress()).isFalse();
        assertThat(act(LineTransition.RENEW)).as("of both lines").isTrue();
        assertThat(lines())
                .extracting(Line::status, Line::term)
                .containsExactly(
                        tuple(LineStatus.REQUESTED, LineTerm.NONE),
                        tuple(LineStatus.CHANGE_PENDING, until(LAST_DAY.plusDays(1))));
        assertThat(isRegisteredAddress()).isTrue();
    }

    private boolean isRegisteredAddress() {
        return fixture.register.findOtherEntries(0, List.of(new byte[] {39, 64, 1, 1})).stream()
                .anyMatch(entry -> entry.reference().equals(reference));
    }

    private boolean act(LineTransition act, Integer... lines) {
        return DecisionFixture.applyAsApplicant(fixture, ayesha, reference, act, Set.of(lines), MONDAY);
    }

    @Test
    void daysThatCannotBeAreRefused() {
        assertViolation(() -> decide(approve().withTerm(until(TODAY.minusDays(1)))))
                .withMessageContaining("has passed");
        assertViolation(() -> decide(approve().withTerm(new LineTerm(LAST_DAY, TODAY))))
                .withMessageContaining("is before the first");
        assertViolation(() -> decide(new ApplicationDecision(LineTransition.WITHDRAW).withTerm(until(LAST_DAY))))
                .withMessageContaining("approve, accept-change and set-term only");
        assertThat(lines()).extracting(Line::status).containsOnly(LineStatus.CONFIRMED);
    }

    @Test
    void whereAnApprovalNeedsTwoPeopleSoDoDaysThatAreSetLater() {
        ApplicationDecisionService decisions =
                DecisionFixture.decisions(fixture, OperatingMode.ASSISTANCE, List.of("approve"));
        decisions.decide(reference, approve().withTerm(until(LAST_DAY)), "Sana", MONDAY);
        decisions.confirmProposal(
                reference, decisions.findProposal(stored()).orElseThrow().id(), "Omar", MONDAY);
        assertThat(lines()).extracting(Line::term).containsOnly(until(LAST_DAY));
        ApplicationDecision none = new ApplicationDecision(LineTransition.SET_TERM);
        assertThat(decisions.decide(reference, none, "Sana", MONDAY).waits()).isTrue();
        assertThat(decisions.findProposal(stored()).orElseThrow().decision()).isEqualTo(none);
    }

    private static ApplicationDecision approve() {
        return DecisionFixture.approval("PTA-7");
    }

    private static LineTerm until(LocalDate day) {
        return new LineTerm(null, day);
    }

    private void decide(ApplicationDecision decision) {
        fixture.decide(reference, decision);
    }

    private List<Line> lines() {
        return fixture.recordFixture.lines.findLines(stored());
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }
}
