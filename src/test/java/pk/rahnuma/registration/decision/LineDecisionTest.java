package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.ChangeKind;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.registration.submission.SupplyInformationAction;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.Reference;

@OnEachDatabase
class LineDecisionTest {

    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final List<String> SITES = List.of("Lahore", "Multan", "Quetta");

    private final DomainFixture fixture;
    private final long ayesha;
    private final Reference reference;

    LineDecisionTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("en");
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "");
        List<Map<String, Object>> lines = new ArrayList<>();
        SITES.forEach(site -> lines.add(line(site, "39.61.1." + (lines.size() + 1))));
        answers.put("connections", lines);
        SubmitOrganisationApplicationAction.Out out = execute(
                fixture.submissionFixture.submitFor,
                ayesha,
                new SubmitOrganisationApplicationAction.In("new", answers),
                MONDAY);
        this.reference = Reference.parseText(out.reference()).orElseThrow();
    }

    private static Map<String, Object> line(String site, String address) {
        return Map.of("isp", "nayatel", "subscriber_id", "NTL-" + site, "site", site, "addresses", List.of(address));
    }

    @Test
    void eachLineIsDecidedOnItsOwnAndTheOthersStay() {
        decide(LineTransition.VERIFY);
        decide(LineTransition.CONFIRM, 2);
        ask(3);
        decide(DecisionFixture.approval("PTA-2").aboutLines(Set.of(2)));
        assertThat(statuses()).containsExactly(LineStatus.WITH_PROVIDER, LineStatus.ACTIVE, LineStatus.ASKED);
        assertThat(lines()).extracting(Line::authorityReference).containsExactly(null, "PTA-2", null);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.ASKED);
        assertThat(stored().target().due())
                .isEqualTo(lines().getFirst().target().due());
        assertThat(stored().target().lapses())
                .isEqualTo(lines().getLast().target().lapses());
    }

    @Test
    void theHistoryAndTheNoticeNameTheLines() {
        decide(LineTransition.VERIFY, 1, 3);
        assertThat(fixture.history.findEvents(stored()))
                .last()
                .returns(LineStatus.WITH_PROVIDER, ApplicationEvent::to)
                .returns(Set.of(1, 3), ApplicationEvent::lines);
        assertThat(fixture.saidTo(ayesha))
                .last()
                .asString()
                .startsWith("en with_provider {")
                .contains("lines=1. Lahore; 3. Quetta", "registered=0", "total=3");
        decide(LineTransition.VERIFY);
        decide(LineTransition.CONFIRM);
        assertThat(fixture.saidTo(ayesha)).last().asString().doesNotContain("lines=");
    }

    @Test
    void aDecisionThatIsNotPossibleForOneOfTheNamedLinesIsRefusedForAll() {
        decide(LineTransition.VERIFY, 1);
        assertViolation(() -> decide(LineTransition.VERIFY, 1, 2))
                .withMessageStartingWith("verify is not possible in WITH_PROVIDER");
        assertViolation(() -> decide(LineTransition.VERIFY, 4)).withMessageContaining("does not exist");
        assertThat(statuses()).containsExactly(LineStatus.WITH_PROVIDER, LineStatus.REQUESTED, LineStatus.REQUESTED);
    }

    @Test
    void withoutNamesADecisionIsAboutTheLinesForWhichItIsPossible() {
        decide(LineTransition.VERIFY, 1, 2);
        decide(LineTransition.CONFIRM);
        assertThat(statuses()).containsExactly(LineStatus.CONFIRMED, LineStatus.CONFIRMED, LineStatus.REQUESTED);
    }

    @Test
    void aRefusedLineFreesItsAddressesAndNoOther() {
        decide(DecisionFixture.rejection(DecisionReason.ISP_NOT_CONFIRMED).aboutLines(Set.of(2)));
        assertThat(holders(1)).contains(reference);
        assertThat(holders(2)).doesNotContain(reference);
        decide(LineTransition.REOPEN, 2);
        assertThat(holders(2)).contains(reference);
    }

    @Test
    void anAnswerChangesTheLineThatWasAskedAboutAndNoOther() {
        decide(LineTransition.VERIFY);
        ask(3);
        SupplyInformationAction.In in = new SupplyInformationAction.In(
                reference.toGroupedText(), "", Map.of("connections", List.of(line("Quetta", "39.61.1.9"))));
        assertThat(execute(fixture.submissionFixture.supply, ayesha, in, TUESDAY)
                        .done())
                .isTrue();
        assertThat(statuses())
                .containsExactly(LineStatus.WITH_PROVIDER, LineStatus.WITH_PROVIDER, LineStatus.REQUESTED);
        assertThat(holders(3)).doesNotContain(reference);
        assertThat(holders(9)).contains(reference);
        assertThat(fixture.contents.readAnswers(stored()).writtenAddresses())
                .containsExactly("39.61.1.1", "39.61.1.2", "39.61.1.9");
    }

    @Test
    void changesAreDecidedLineByLineAndNewLinesComeBesideThem() {
        register();
        RequestChangeAction.In in = new RequestChangeAction.In(
                reference.toGroupedText(),
                "all",
                "move",
                Map.of(
                        "connections",
                        List.of(
                                line("Lahore", "39.61.1.11"),
                                line("Multan", "39.61.1.12"),
                                line("Sukkur", "39.61.1.13"))));
        assertThat(execute(fixture.submissionFixture.change, ayesha, in, TUESDAY)
                        .done())
                .isTrue();
        assertThat(statuses())
                .containsExactly(
                        LineStatus.CHANGE_PENDING, LineStatus.CHANGE_PENDING, LineStatus.ACTIVE, LineStatus.REQUESTED);
        assertThat(holders(13)).contains(reference);
        decide(LineTransition.ACCEPT_CHANGE, 1);
        decide(new ApplicationDecision(
                        LineTransition.REFUSE_CHANGE, List.of(DecisionReason.ISP_NOT_CONFIRMED), null, null)
                .aboutLines(Set.of(2)));
        assertThat(fixture.contents.readAnswers(stored()).writtenAddresses())
                .containsExactly("39.61.1.11", "39.61.1.2", "39.61.1.3", "39.61.1.13");
        assertThat(holders(1)).doesNotContain(reference);
        assertThat(holders(2)).contains(reference);
        assertThat(statuses())
                .containsExactly(LineStatus.ACTIVE, LineStatus.ACTIVE, LineStatus.ACTIVE, LineStatus.REQUESTED);
        assertThat(fixture.recordFixture.findEarlier(stored())).hasSize(2);
    }

    @Test
    void oneLineIsCorrectedByItsNumberWhileTheOthersStayAsTheyAre() {
        register();
        assertThat(change("2", Map.of("isp", "ptcl", "addresses", List.of("39.61.1.3")))
                        .problem())
                .as("the address of another line")
                .isEqualTo("duplicate");
        assertThat(change("7", Map.of("isp", "ptcl")).problem()).isEqualTo("not_possible");
        assertThat(change("2", Map.of("isp", "ptcl", "legal_name", "Other")))
                .returns(false, RequestChangeAction.Out::applied);
        assertThat(statuses()).containsExactly(LineStatus.ACTIVE, LineStatus.CHANGE_PENDING, LineStatus.ACTIVE);
        assertThat(lines().get(1).change()).isEqualTo(ChangeKind.CORRECT);
        decide(LineTransition.ACCEPT_CHANGE);
        assertThat(lines().get(1).change()).isNull();
        assertThat(fixture.contents.readAnswers(stored()).lineAnswers())
                .extracting(answers -> answers.textAnswer("isp"), answers -> answers.textAnswer("site"))
                .containsExactly(tuple("nayatel", "Lahore"), tuple("ptcl", "Multan"), tuple("nayatel", "Quetta"));
    }

    private RequestChangeAction.Out change(String line, Map<String, Object> parts) {
        return execute(
                fixture.submissionFixture.change,
                ayesha,
                new RequestChangeAction.In(reference.toGroupedText(), line, "correct", parts),
                TUESDAY);
    }

    @Test
    void theHolderPausesSomeLinesAtOnceAndEndsThePause() {
        register();
        assertThat(act(LineTransition.PAUSE, 1, 3)).isTrue();
        assertThat(statuses()).containsExactly(LineStatus.PAUSED, LineStatus.ACTIVE, LineStatus.PAUSED);
        assertThat(holders(1)).as("the address stays theirs").contains(reference);
        assertThat(act(LineTransition.END_PAUSE, 1, 2))
                .as("line 2 is not paused")
                .isFalse();
        assertThat(statuses()).containsExactly(LineStatus.PAUSED, LineStatus.ACTIVE, LineStatus.PAUSED);
        assertThat(act(LineTransition.END_PAUSE)).isTrue();
        assertThat(statuses()).containsOnly(LineStatus.ACTIVE);
    }

    @Test
    void aLineThatStaffSuspendedIsNotResumedByItsHolder() {
        register();
        act(LineTransition.PAUSE, 2);
        decide(new ApplicationDecision(LineTransition.SUSPEND, List.of(DecisionReason.FEE_UNPAID), null, null)
                .aboutLines(Set.of(2)));
        assertThat(act(LineTransition.END_PAUSE, 2)).isFalse();
        assertThat(statuses()).containsExactly(LineStatus.ACTIVE, LineStatus.SUSPENDED, LineStatus.ACTIVE);
    }

    private boolean act(LineTransition act, Integer... lines) {
        return DecisionFixture.applyAsApplicant(fixture, ayesha, reference, act, Set.of(lines), TUESDAY);
    }

    @Test
    void aProposalKeepsTheLinesThatItIsAbout() {
        ApplicationDecisionService decisions =
                DecisionFixture.decisions(fixture, OperatingMode.ASSISTANCE, List.of("verify"));
        decisions.decide(
                reference, new ApplicationDecision(LineTransition.VERIFY).aboutLines(Set.of(2)), "Sana", MONDAY);
        assertThat(statuses()).containsOnly(LineStatus.REQUESTED);
        decisions.confirmProposal(
                reference, decisions.findProposal(stored()).orElseThrow().id(), "Omar", MONDAY);
        assertThat(statuses()).containsExactly(LineStatus.REQUESTED, LineStatus.WITH_PROVIDER, LineStatus.REQUESTED);
    }

    private void register() {
        decide(LineTransition.VERIFY);
        decide(LineTransition.CONFIRM);
        decide(DecisionFixture.approval("PTA-7"));
    }

    private void ask(int line) {
        decide(new ApplicationDecision(
                        LineTransition.ASK, List.of(DecisionReason.IP_NOT_ASSIGNED_TO_SUBSCRIBER), null, null)
                .aboutLines(Set.of(line)));
    }

    private void decide(LineTransition act, Integer... lines) {
        decide(new ApplicationDecision(act).aboutLines(Set.of(lines)));
    }

    private void decide(ApplicationDecision decision) {
        fixture.decide(reference, decision);
    }

    private List<Line> lines() {
        return fixture.recordFixture.lines.findLines(stored());
    }

    private List<LineStatus> statuses() {
        return lines().stream().map(Line::status).toList();
    }

    private List<Reference> holders(int host) {
        return fixture.register.findOtherEntries(0, List.of(new byte[] {39, 61, 1, (byte) host})).stream()
                .map(LineRegisterRepository.LineEntry::reference)
                .toList();
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }
}
