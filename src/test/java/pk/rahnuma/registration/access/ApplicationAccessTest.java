package pk.rahnuma.registration.access;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.organisation.Organisation;
import pk.rahnuma.persistence.OperatingMode;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDeadline;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.registration.decision.ApplicationDecisionService;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.overview.ListApplicationsAction;
import pk.rahnuma.registration.overview.ListOrganisationApplicationsAction;
import pk.rahnuma.registration.overview.LookUpApplicationAction;
import pk.rahnuma.registration.overview.ShowApplicationAction;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.registration.submission.SupplyInformationAction;
import pk.rahnuma.vault.ExportedText;

/// Who may do what with an application of an organisation: owner, representative, viewer, stranger, former member.
@OnEachDatabase
class ApplicationAccessTest {

    private final DomainFixture rooms;
    private final long owner;
    private final long representative;
    private final long viewer;
    private final long former;
    private final long stranger;
    private final String alif;

    ApplicationAccessTest(TestDatabase database) {
        this.rooms = new DomainFixture(database);
        this.owner = rooms.person("en");
        this.representative = rooms.person("ur");
        this.viewer = rooms.person("ur-Latn");
        this.former = rooms.person("en");
        this.stranger = rooms.person("en");
        this.alif = rooms.houses.make(owner, "Alif", MONDAY);
        rooms.houses.letIn(alif, owner, representative, "representative", MONDAY);
        rooms.houses.letIn(alif, owner, viewer, "viewer", MONDAY);
        rooms.houses.letIn(alif, owner, former, "representative", MONDAY);
    }

    @Test
    void allMembersSeeItAndSaidForWhomAndNobodyElse() {
        Reference reference = sent(former, "39.50.1.1");
        leaves(former);
        for (long person : List.of(owner, representative, viewer)) {
            ListApplicationsAction.Out mine = rooms.views
                    .mine
                    .run(List.of(ask(person, new ListApplicationsAction.In(), MONDAY)))
                    .getFirst();
            assertThat(mine.count()).isEqualTo(1);
            assertThat(mine.own()).isZero();
            assertThat(mine.items().getFirst().whom()).isEqualTo("Alif");
            assertThat(own(person, reference).whom()).isEqualTo("Alif");
            assertThat(own(person, reference)).isEqualTo(own(person, null));
            assertThat(lookUp(person, reference).found()).isTrue();
            assertThat(all(person, "").total()).isEqualTo(1);
        }
        for (long person : List.of(former, stranger)) {
            assertThat(rooms.views
                            .mine
                            .run(List.of(ask(person, new ListApplicationsAction.In(), MONDAY)))
                            .getFirst())
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
        ApplicationDecisionService decisions = rooms.decisions(OperatingMode.ASSISTANCE);
        DecisionFixture.decide(
                decisions, reference, new ApplicationDecision(ApplicationTransition.SCREEN), "Sana", MONDAY);
        DecisionFixture.decide(
                decisions,
                reference,
                new ApplicationDecision(ApplicationTransition.ASK, List.of(), "Which floor?", null),
                "Sana",
                MONDAY);
        leaves(former);
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(supply(person, reference, "2").problem()).isEqualTo("not_possible");
        }
        assertThat(supply(representative, reference, "2").done()).isTrue();
        for (ApplicationTransition act : List.of(ApplicationTransition.VERIFY, ApplicationTransition.CONFIRM)) {
            DecisionFixture.decide(decisions, reference, new ApplicationDecision(act), "Sana", MONDAY);
        }
        DecisionFixture.decide(
                decisions,
                reference,
                new ApplicationDecision(ApplicationTransition.APPROVE, List.of(), null, "PTA-1"),
                "Sana",
                MONDAY);
        Map<String, Object> change = Map.of("ips", List.of("39.50.5.2"));
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(change(person, reference, change).problem()).isEqualTo("not_possible");
            assertThat(DecisionFixture.wished(decisions, person, reference, ApplicationTransition.CANCEL, MONDAY))
                    .isFalse();
        }
        assertThat(change(representative, reference, change).done()).isTrue();
        Reference other = sent(owner, "39.50.5.9");
        DecisionFixture.decide(decisions, other, new ApplicationDecision(ApplicationTransition.SCREEN), "Sana", MONDAY);
        DecisionFixture.decide(
                decisions,
                other,
                new ApplicationDecision(
                        ApplicationTransition.REJECT, List.of(DecisionReason.DOCUMENT_MISSING), null, null),
                "Sana",
                MONDAY);
        for (long person : List.of(viewer, former, stranger)) {
            assertThat(DecisionFixture.wished(decisions, person, other, ApplicationTransition.REOPEN, MONDAY))
                    .isFalse();
        }
        assertThat(DecisionFixture.wished(decisions, owner, other, ApplicationTransition.REOPEN, MONDAY))
                .isTrue();
    }

    @Test
    void allWhoActHearADecisionInTheirLanguageAndSoDoesAViewerWhoSentIt() {
        Reference reference = sent(representative, "39.50.6.1");
        leaves(former);
        DecisionFixture.decide(
                rooms.decisions(OperatingMode.ASSISTANCE),
                reference,
                new ApplicationDecision(ApplicationTransition.SCREEN),
                "Sana",
                MONDAY);
        assertThat(rooms.said(owner))
                .last()
                .asString()
                .startsWith("en screening")
                .contains("whom=Alif");
        assertThat(rooms.said(representative))
                .last()
                .asString()
                .startsWith("ur screening")
                .contains("whom=Alif");
        assertThat(rooms.said(viewer)).isEmpty();
        assertThat(rooms.said(former)).isEmpty();
        rooms.houses.set(alif, owner, rooms.houses.member(alif, owner, representative), "viewer", MONDAY);
        DecisionFixture.decide(
                rooms.decisions(OperatingMode.ASSISTANCE),
                reference,
                new ApplicationDecision(ApplicationTransition.VERIFY),
                "Sana",
                MONDAY);
        assertThat(rooms.said(representative)).last().asString().startsWith("ur isp_verification");
    }

    @Test
    void oneThatLapsesIsToldToAllWhoActOnceNobodyIsAtWork() {
        Reference reference = sent(former, "39.50.7.1");
        leaves(former);
        ApplicationDecisionService decisions = rooms.decisions(OperatingMode.ASSISTANCE);
        DecisionFixture.decide(
                decisions, reference, new ApplicationDecision(ApplicationTransition.SCREEN), "Sana", MONDAY);
        DecisionFixture.decide(
                decisions,
                reference,
                new ApplicationDecision(ApplicationTransition.ASK, List.of(), "Which floor?", null),
                "Sana",
                MONDAY);
        DecisionFixture.lapse(rooms, decisions, MONDAY.plus(ApplicationDeadline.REOPENING.multipliedBy(10)));
        assertThat(rooms.said(owner)).last().asString().startsWith("en lapsed");
        assertThat(rooms.said(representative)).last().asString().startsWith("ur lapsed");
        assertThat(rooms.said(former)).isEmpty();
    }

    @Test
    void whatAnErasedMemberSentStaysAndLeadsToAnOwner() {
        Reference reference = sent(representative, "39.50.8.1");
        rooms.database.jdbi().useTransaction(handle -> {
            rooms.persons.lock(representative);
            rooms.houses.keeper.erase(representative, MONDAY);
            rooms.tables.keeper.erase(representative, MONDAY);
        });
        rooms.database.vault().erase(representative);
        Application left = rooms.applications.find(reference).orElseThrow();
        assertThat(left.conversation()).isEqualTo(owner);
        assertThat(left.status()).isEqualTo(ApplicationStatus.SUBMITTED);
        assertThat(rooms.contents.of(left).text("legal_name")).isEqualTo("Alif");
        assertThat(own(owner, reference).found()).isTrue();
    }

    @Test
    void anOrganisationThatIsErasedLeavesNumbersStatesAndTimes() {
        Reference reference = sent(owner, "39.50.9.1");
        long id = Organisation.id(alif).orElseThrow();
        rooms.database.jdbi().useTransaction(handle -> rooms.tables.keeper.erase(id, MONDAY));
        Application left = rooms.applications.find(reference).orElseThrow();
        assertThat(left.forgotten()).isTrue();
        assertThat(left.status()).isEqualTo(ApplicationStatus.WITHDRAWN);
        assertThat(ExportedText.of(rooms.tables.keeper.tell(owner))).doesNotContain(reference.grouped());
    }

    @Test
    void theApplicationsOfAnOrganisationAreFoundByNumberSiteAndAddress() {
        Reference lahore = sent(owner, "39.50.10.1");
        Map<String, Object> answers = DomainFixture.company("Alif", "");
        answers.put(
                "connections",
                List.of(Map.of("isp", "ptcl", "site", "Karachi Saddar", "addresses", List.of("2400:adc0::7"))));
        Reference karachi = Reference.read(submit(owner, answers).reference()).orElseThrow();
        String elsewhere = rooms.houses.make(stranger, "Be", MONDAY);
        rooms.incoming.submitFor.run(List.of(ask(
                stranger,
                new SubmitOrganisationApplicationAction.In(elsewhere, DomainFixture.company("Be", "", "39.50.10.1")),
                MONDAY)));
        Map<String, Reference> expected = new HashMap<>();
        expected.put(lahore.grouped(), lahore);
        expected.put("lahore OFF", lahore);
        expected.put("39.50.10.1", lahore);
        expected.put("39.50.10", lahore);
        expected.put("saddar", karachi);
        expected.put("2400:adc0:0::7", karachi);
        expected.forEach((words, reference) -> assertThat(all(viewer, words).items())
                .as(words)
                .extracting(ListApplicationsAction.Item::reference)
                .containsExactly(reference.grouped()));
        assertThat(all(viewer, "39.50.10.2").items()).isEmpty();
        assertThat(all(viewer, "quetta").items()).isEmpty();
        assertThat(all(viewer, "").states())
                .containsExactly(new ListOrganisationApplicationsAction.StatusCount("SUBMITTED", 2));
        assertThat(all(stranger, lahore.grouped()).items()).isEmpty();
    }

    private Reference sent(long person, String address) {
        SubmitOrganisationApplicationAction.Out out = submit(person, DomainFixture.company("Alif", "", address));
        assertThat(out.accepted()).isTrue();
        return Reference.read(out.reference()).orElseThrow();
    }

    private SubmitOrganisationApplicationAction.Out submit(long person, Map<String, Object> answers) {
        return rooms.incoming
                .submitFor
                .run(List.of(ask(person, new SubmitOrganisationApplicationAction.In(alif, answers), MONDAY)))
                .getFirst();
    }

    private void leaves(long person) {
        assertThat(rooms.houses.set(alif, person, "", "remove", MONDAY).done()).isTrue();
    }

    private ShowApplicationAction.Out own(long person, Reference reference) {
        String typed = reference == null ? "" : reference.grouped();
        return rooms.views
                .own
                .run(List.of(ask(person, new ShowApplicationAction.In(typed), MONDAY)))
                .getFirst();
    }

    private LookUpApplicationAction.Out lookUp(long person, Reference reference) {
        return rooms.views
                .lookUp
                .run(List.of(ask(person, new LookUpApplicationAction.In(reference.grouped(), "999999"), MONDAY)))
                .getFirst();
    }

    private SupplyInformationAction.Out supply(long person, Reference reference, String text) {
        SupplyInformationAction.In in = new SupplyInformationAction.In(reference.grouped(), text, Map.of());
        return rooms.incoming.supply.run(List.of(ask(person, in, MONDAY))).getFirst();
    }

    private RequestChangeAction.Out change(long person, Reference reference, Map<String, Object> answers) {
        RequestChangeAction.In in = new RequestChangeAction.In(reference.grouped(), answers);
        return rooms.incoming.change.run(List.of(ask(person, in, MONDAY))).getFirst();
    }

    private boolean withdraw(long person, Reference reference) {
        return DecisionFixture.wished(
                rooms.decisions(OperatingMode.ASSISTANCE), person, reference, ApplicationTransition.WITHDRAW, MONDAY);
    }

    private ListOrganisationApplicationsAction.Out all(long person, String words) {
        return rooms.views
                .ofOrganisation
                .run(List.of(ask(person, new ListOrganisationApplicationsAction.In("", words), MONDAY)))
                .getFirst();
    }
}
