package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineDeadline;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.overview.ListApplicationsAction;
import pk.rahnuma.registration.overview.ListOrganisationApplicationsAction;
import pk.rahnuma.registration.overview.LookUpApplicationAction;
import pk.rahnuma.registration.overview.ShowApplicationAction;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.registration.submission.SupplyInformationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;
import pk.rahnuma.vault.ExportedText;

/// Permissions on an application of an organisation: owner, representative, viewer, stranger, former member.
@OnEachDatabase
class ApplicationAccessTest {

    private static final long MEMBER = 50;

    private final DomainFixture fixture;
    private final long owner;
    private final long representative;
    private final long viewer;
    private final long former;
    private final long stranger;
    private final String alif;

    ApplicationAccessTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.owner = fixture.createPerson("en");
        this.representative = fixture.createPerson("ur");
        this.viewer = fixture.createPerson("ur-Latn");
        this.former = fixture.createPerson("en");
        this.stranger = fixture.createPerson("en");
        this.alif = fixture.organisationFixture.createOrganisation(owner, "Alif", MONDAY);
        fixture.organisationFixture.admitMember(alif, owner, representative, "representative", MONDAY);
        fixture.organisationFixture.admitMember(alif, owner, viewer, "viewer", MONDAY);
        fixture.organisationFixture.admitMember(alif, owner, former, "representative", MONDAY);
    }

    @Test
    void onlyMembersSeeItWithTheNameOfTheOrganisation() {
        Reference reference = sent(former, "39.50.1.1");
        leaves(former);
        for (long person : List.of(owner, representative, viewer)) {
            ListApplicationsAction.Out mine =
                    execute(fixture.overviewFixture.mine, person, new ListApplicationsAction.In(), MONDAY);
            assertThat(mine.count()).isEqualTo(1);
            assertThat(mine.own()).isZero();
            assertThat(mine.items().getFirst().whom()).isEqualTo("Alif");
            assertThat(own(person, reference).whom()).isEqualTo("Alif");
            assertThat(own(person, reference)).isEqualTo(own(person, null));
            assertThat(lookUp(person, reference).found()).isTrue();
            assertThat(all(person, "").total()).isEqualTo(1);
        }
        for (long person : List.of(former, stranger)) {
            assertThat(execute(fixture.overviewFixture.mine, person, new ListApplicationsAction.In(), MONDAY))
                    .isEqualTo(new ListApplicationsAction.Out(0, 0, List.of()));
            assertThat(own(person, reference))
                    .isEqualTo(own(person, Reference.forApplication(new java.util.Random(1))));
            assertThat(lookUp(person, reference).problem()).isEqualTo("not_found");
            assertThat(all(person, "").found()).isFalse();
        }
    }

    @Test
    void onlyWhoActsIsOfferedWhatCanBeDone() {
        Reference reference = sent(representative, "39.50.2.1");
        assertThat(own(owner, reference).ways())
                .extracting(ShowApplicationAction.AvailableAction::code)
                .contains("withdraw");
        assertThat(own(representative, reference).ways())
                .extracting(ShowApplicationAction.AvailableAction::code)
                .contains("withdraw");
        assertThat(own(viewer, reference).ways()).containsExactly(new ShowApplicationAction.AvailableAction("nothing"));
    }

    @Test
    void onlyWhoActsApplies() {
        leaves(former);
        Map<String, Object> answers = DomainFixture.company("Alif", "", "39.50.3.1");
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(submit(person, answers).problem()).isEqualTo("not_allowed");
        }
        assertThat(submit(representative, answers).accepted()).isTrue();
        assertThat(submit(owner, answers).problem()).isEqualTo("duplicate");
    }

    @Test
    void onlyWhoActsWithdraws() {
        Reference reference = sent(former, "39.50.4.1");
        leaves(former);
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(withdraw(person, reference)).isFalse();
        }
        assertThat(withdraw(representative, reference)).isTrue();
    }

    @Test
    void onlyWhoActsAnswersChangesCancelsAndReopens() {
        Reference reference = sent(owner, "39.50.5.1");
        fixture.decide(reference, LineTransition.VERIFY);
        fixture.decide(reference, DecisionFixture.question("Which floor?"));
        leaves(former);
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(supply(person, reference, "2").problem()).isEqualTo("not_possible");
        }
        assertThat(supply(representative, reference, "2").done()).isTrue();
        for (LineTransition act : List.of(LineTransition.VERIFY, LineTransition.CONFIRM)) {
            fixture.decide(reference, act);
        }
        fixture.decide(reference, DecisionFixture.approval("PTA-1"));
        Map<String, Object> change = Map.of(
                "connections", DomainFixture.company("Alif", "", "39.50.5.2").get("connections"));
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(change(person, reference, change).problem()).isEqualTo("not_possible");
            assertThat(DecisionFixture.applyAsApplicant(fixture, person, reference, LineTransition.END, MONDAY))
                    .isFalse();
        }
        assertThat(change(representative, reference, change).done()).isTrue();
        Reference other = sent(owner, "39.50.5.9");
        fixture.decide(other, LineTransition.VERIFY);
        fixture.decide(other, DecisionFixture.rejection(DecisionReason.DOCUMENT_MISSING));
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(DecisionFixture.applyAsApplicant(fixture, person, other, LineTransition.REOPEN, MONDAY))
                    .isFalse();
        }
        assertThat(DecisionFixture.applyAsApplicant(fixture, owner, other, LineTransition.REOPEN, MONDAY))
                .isTrue();
    }

    @Test
    void allWhoActHearADecisionInTheirLanguageAndSoDoesAViewerWhoSentIt() {
        Reference reference = sent(representative, "39.50.6.1");
        leaves(former);
        fixture.decide(reference, LineTransition.VERIFY);
        assertThat(fixture.saidTo(owner))
                .last()
                .asString()
                .startsWith("en with_provider")
                .contains("whom=Alif");
        assertThat(fixture.saidTo(representative))
                .last()
                .asString()
                .startsWith("ur with_provider")
                .contains("whom=Alif");
        assertThat(fixture.saidTo(viewer)).isEmpty();
        assertThat(fixture.saidTo(former)).isEmpty();
        fixture.organisationFixture.changeMember(
                alif, owner, fixture.organisationFixture.memberCode(alif, owner, representative), "viewer", MONDAY);
        fixture.decide(reference, LineTransition.CONFIRM);
        assertThat(fixture.saidTo(representative)).last().asString().startsWith("ur confirmed");
    }

    @Test
    void aLapseIsSentToAllWhoActOnceNoLockIsHeld() {
        Reference reference = sent(former, "39.50.7.1");
        leaves(former);
        fixture.decide(reference, LineTransition.VERIFY);
        fixture.decide(reference, DecisionFixture.question("Which floor?"));
        DecisionFixture.lapseOverdue(fixture, MONDAY.plus(LineDeadline.REOPENING_PERIOD.multipliedBy(10)));
        assertThat(fixture.saidTo(owner)).last().asString().startsWith("en lapsed");
        assertThat(fixture.saidTo(representative)).last().asString().startsWith("ur lapsed");
        assertThat(fixture.saidTo(former)).isEmpty();
    }

    @Test
    void applicationsOfAnErasedMemberStayAndLeadToAnOwner() {
        Reference reference = sent(representative, "39.50.8.1");
        assertThat(ExportedText.toText(fixture.recordFixture.dataHandler.exportData(representative)))
                .contains("sent_for_organisations", reference.toGroupedText());
        StaffNotificationService notifications = fixture.database.getBean(StaffNotificationService.class);
        Application sent = fixture.applications.findApplication(reference).orElseThrow();
        notifications.notifyMember(MEMBER, StaffNotification.Kind.SECOND_LOOK, sent, MONDAY);
        fixture.database.sql().inTransaction(() -> {
            fixture.persons.lockPerson(representative);
            fixture.organisationFixture.dataHandler.eraseData(representative, MONDAY);
            fixture.recordFixture.dataHandler.eraseData(representative, MONDAY);
        });
        fixture.database.vault().destroyKey(representative);
        Application left = fixture.applications.findApplication(reference).orElseThrow();
        assertThat(left.conversation()).isEqualTo(owner);
        assertThat(left.lines().leading()).isEqualTo(LineStatus.REQUESTED);
        assertThat(fixture.contents.readAnswers(left).textAnswer("legal_name")).isEqualTo("Alif");
        assertThat(own(owner, reference).found()).isTrue();
        assertThat(notifications.listNotifications(MEMBER)).isEmpty();
    }

    @Test
    void anOrganisationThatIsErasedLeavesNumbersStatesAndTimes() {
        Reference reference = sent(owner, "39.50.9.1");
        long id = Organisation.fromCode(alif).orElseThrow();
        fixture.database.sql().inTransaction(() -> fixture.recordFixture.dataHandler.eraseData(id, MONDAY));
        Application left = fixture.applications.findApplication(reference).orElseThrow();
        assertThat(left.isErased()).isTrue();
        assertThat(left.lines().leading()).isEqualTo(LineStatus.WITHDRAWN);
        assertThat(ExportedText.toText(fixture.recordFixture.dataHandler.exportData(owner)))
                .doesNotContain(reference.toGroupedText());
    }

    @Test
    void theApplicationsOfAnOrganisationAreFoundByNumberSiteAndAddress() {
        Reference lahore = sent(owner, "39.50.10.1");
        Map<String, Object> answers = DomainFixture.company("Alif", "");
        answers.put(
                "connections",
                List.of(Map.of("isp", "ptcl", "site", "Karachi Saddar", "addresses", List.of("2400:adc0::7"))));
        Reference karachi =
                Reference.parseText(submit(owner, answers).reference()).orElseThrow();
        String elsewhere = fixture.organisationFixture.createOrganisation(stranger, "Be", MONDAY);
        fixture.submissionFixture.submitFor.executeAll(List.of(createRequest(
                stranger,
                new SubmitOrganisationApplicationAction.In(elsewhere, DomainFixture.company("Be", "", "39.50.10.1")),
                MONDAY)));
        Map<String, Reference> expected = new HashMap<>();
        expected.put(lahore.toGroupedText(), lahore);
        expected.put("lahore OFF", lahore);
        expected.put("39.50.10.1", lahore);
        expected.put("39.50.10", lahore);
        expected.put("saddar", karachi);
        expected.put("2400:adc0:0::7", karachi);
        expected.forEach((words, reference) -> assertThat(all(viewer, words).items())
                .as(words)
                .extracting(ListApplicationsAction.Item::reference)
                .containsExactly(reference.toGroupedText()));
        assertThat(all(viewer, "39.50.10.2").items()).isEmpty();
        assertThat(all(viewer, "quetta").items()).isEmpty();
        assertThat(all(viewer, "").states())
                .containsExactly(new ListOrganisationApplicationsAction.StatusCount("REQUESTED", 2));
        assertThat(all(stranger, lahore.toGroupedText()).items()).isEmpty();
    }

    private Reference sent(long person, String address) {
        SubmitOrganisationApplicationAction.Out out = submit(person, DomainFixture.company("Alif", "", address));
        assertThat(out.accepted()).isTrue();
        return Reference.parseText(out.reference()).orElseThrow();
    }

    private SubmitOrganisationApplicationAction.Out submit(long person, Map<String, Object> answers) {
        return execute(
                fixture.submissionFixture.submitFor,
                person,
                new SubmitOrganisationApplicationAction.In(alif, answers),
                MONDAY);
    }

    private void leaves(long person) {
        assertThat(fixture.organisationFixture
                        .changeMember(alif, person, "", "remove", MONDAY)
                        .done())
                .isTrue();
    }

    private ShowApplicationAction.Out own(long person, Reference reference) {
        String typed = reference == null ? "" : reference.toGroupedText();
        return execute(fixture.overviewFixture.own, person, new ShowApplicationAction.In(typed), MONDAY);
    }

    private LookUpApplicationAction.Out lookUp(long person, Reference reference) {
        return execute(
                fixture.overviewFixture.lookUp,
                person,
                new LookUpApplicationAction.In(reference.toGroupedText(), "999999"),
                MONDAY);
    }

    private SupplyInformationAction.Out supply(long person, Reference reference, String text) {
        SupplyInformationAction.In in = new SupplyInformationAction.In(reference.toGroupedText(), text, Map.of());
        return execute(fixture.submissionFixture.supply, person, in, MONDAY);
    }

    private RequestChangeAction.Out change(long person, Reference reference, Map<String, Object> answers) {
        RequestChangeAction.In in = new RequestChangeAction.In(reference.toGroupedText(), "", "move", answers);
        return execute(fixture.submissionFixture.change, person, in, MONDAY);
    }

    private boolean withdraw(long person, Reference reference) {
        return DecisionFixture.applyAsApplicant(fixture, person, reference, LineTransition.WITHDRAW, MONDAY);
    }

    private ListOrganisationApplicationsAction.Out all(long person, String words) {
        return execute(
                fixture.overviewFixture.ofOrganisation,
                person,
                new ListOrganisationApplicationsAction.In("", words),
                MONDAY);
    }
}
