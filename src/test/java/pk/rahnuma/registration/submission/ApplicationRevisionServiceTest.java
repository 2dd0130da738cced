package pk.rahnuma.registration.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationEvent;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.decision.DecisionFixture;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.overview.LookUpApplicationAction;
import pk.rahnuma.registration.record.AnswerState;
import pk.rahnuma.registration.record.ApplicationContentService;
import pk.rahnuma.registration.record.LineRegisterRepository;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class ApplicationRevisionServiceTest {

    private static final byte[] OLD = {39, 37, 1, 1};
    private static final byte[] NEW = {39, 37, 1, 2};
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    private final DomainFixture fixture;
    private final long ayesha;
    private final Reference reference;

    ApplicationRevisionServiceTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.ayesha = fixture.createPerson("ur-Latn");
        // The tests share a database, but not the line.
        this.reference = fixture.submitApplication(ayesha, answers("39.37.1.1"), MONDAY);
    }

    @Test
    void requestedAnswersAreNamedOrFollowFromTheReasons() {
        assertThat(decideAsking(List.of(DecisionReason.CNIC_MISMATCH_OR_EXPIRED), "subscriber_id", "isp")
                        .asked())
                .containsExactly("isp", "subscriber_id");
        decide(LineTransition.RECEIVE);
        assertThat(stored().asked()).isEmpty();
        assertThat(decideAsking(List.of(DecisionReason.CNIC_MISMATCH_OR_EXPIRED, DecisionReason.ISP_NOT_CONFIRMED))
                        .asked())
                .containsExactly("id_back", "id_front", "id_number", "isp", "subscriber_id");
        decide(LineTransition.RECEIVE);
        assertThat(decideAsking(List.of(DecisionReason.FEE_UNPAID)).asked()).isEmpty();
    }

    @Test
    void aPictureThatIsTakenAgainIsKeptWithTheApplication() throws Exception {
        assertViolation(() -> decideAsking(List.of(DecisionReason.DOCUMENT_UNREADABLE)))
                .withMessage("DOCUMENT_UNREADABLE does not say which paper is meant: choose one or more of"
                        + " id_front, id_back, proof_file (--field)");
        assertThat(decideAsking(List.of(DecisionReason.DOCUMENT_UNREADABLE), "id_front")
                        .asked())
                .containsExactly("id_front");
        Document again = fixture.documents.saveDocument(
                SubjectEncryptionService.newId(), ayesha, "card.png", SampleFiles.png(), MONDAY);
        Document other = fixture.documents.saveDocument(
                SubjectEncryptionService.newId(), ayesha, "other.png", SampleFiles.png(), MONDAY);
        assertThat(supply(ayesha, "", Map.of("id_front", Long.toString(again.id())))
                        .done())
                .isTrue();
        assertThat(fixture.contents.readAnswers(stored()).documentIds()).containsEntry("id_front", again.id());
        fixture.storedDocuments.deleteExpired(MONDAY.plusSeconds(1), MONDAY, 100);
        assertThat(fixture.documents.findById(ayesha, again.id())).isPresent();
        assertThat(fixture.documents.findById(ayesha, other.id())).isEmpty();
    }

    @Test
    void answersOutsideTheFormCannotBeRequested() {
        assertViolation(() -> decideAsking(List.of(), "shoe_size"))
                .withMessageStartingWith(
                        "--field shoe_size is not part of register-individual: expected one of city, ");
        assertViolation(() -> fixture.decide(
                        reference,
                        new ApplicationDecision(LineTransition.VERIFY, List.of(), null, null, List.of("isp"))))
                .withMessage("fields are allowed with ask only, not with verify");
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.REQUESTED);
    }

    @Test
    void newAnswersTakeThePlaceOfOldOnesWhichAreKeptSealed() {
        decideAsking(List.of(DecisionReason.IP_IS_VPN_EXIT), "ips", "id_number");
        Map<String, Object> given = Map.of("ips", List.of("39.37.1.2"), "id_number", "4210176543219", "way", "answer");
        assertThat(supply(ayesha, "Maaf kijiye", given))
                .isEqualTo(new SupplyInformationAction.Out(true, "", stored().dueAt()));
        Application after = stored();
        assertThat(after.lines().leading()).isEqualTo(LineStatus.REQUESTED);
        assertThat(after.asked()).isEmpty();
        assertThat(after.dueAt()).isEqualTo(fixture.calendar.addWorkingTime(TUESDAY, Duration.ofHours(10)));
        assertThat(fixture.contents.readAnswers(after).listAnswer("ips")).containsExactly("39.37.1.2");
        assertThat(fixture.contents.readAnswers(after).values()).doesNotContainKey("way");
        assertThat(fixture.history.findEvents(after))
                .last()
                .extracting(ApplicationEvent::note)
                .isEqualTo("Maaf kijiye");
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(references(NEW)).contains(reference);
        assertThat(fixture.recordFixture.findEarlier(after))
                .singleElement()
                .returns(after.events(), ApplicationContentService.EarlierAnswers::seq)
                .returns(AnswerState.OLD, ApplicationContentService.EarlierAnswers::state)
                .extracting(ApplicationContentService.EarlierAnswers::answers)
                .returns(List.of("39.37.1.1"), answers -> answers.listAnswer("ips"))
                .returns("3520112345671", answers -> answers.textAnswer("id_number"));
        LookUpApplicationAction.In byNewNumber = new LookUpApplicationAction.In(reference.toGroupedText(), "543219");
        assertThat(execute(fixture.overviewFixture.lookUp, fixture.createPerson("en"), byNewNumber, TUESDAY)
                        .found())
                .isTrue();
    }

    @Test
    void onlyTheApplicantSuppliesAnswersAndNotEmptyOnes() {
        decideAsking(List.of(), "isp");
        Map<String, Object> given = Map.of("isp", "ptcl");
        assertThat(supply(fixture.createPerson("en"), "", given))
                .isEqualTo(new SupplyInformationAction.Out(false, "not_possible", null));
        assertThat(supply(ayesha, " ", Map.of("isp", "nayatel")))
                .isEqualTo(new SupplyInformationAction.Out(false, "nothing", null));
        assertThat(supply(ayesha, "", given).done()).isTrue();
        assertThat(supply(ayesha, "", given)).isEqualTo(new SupplyInformationAction.Out(false, "not_possible", null));
    }

    @Test
    void wordsAloneAreAnAnswerToo() {
        fixture.decide(reference, DecisionFixture.question("Which floor?"));
        assertThat(supply(ayesha, "The third", Map.of()).done()).isTrue();
        assertThat(fixture.recordFixture.findEarlier(stored())).isEmpty();
    }

    @Test
    void anotherRouteTakesTheAnswersOfTheOldOneAway() {
        decideAsking(List.of(DecisionReason.IP_NOT_STATIC_OR_PRIVATE));
        assertThat(stored().asked()).containsExactly("route");
        Map<String, Object> given =
                Map.of("route", "mobile_number", "vpn_mobile_number", "+923217654321", "operator", "jazz");
        assertThat(supply(ayesha, "", given).done()).isTrue();
        assertThat(fixture.contents.readAnswers(stored()).values()).doesNotContainKeys("ips", "isp", "subscriber_id");
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(fixture.register.findOtherEntries(0, "+923217654321"))
                .extracting(LineRegisterRepository.LineEntry::reference)
                .contains(reference);
    }

    @Test
    void aLineOfAnotherApplicationOfTheSamePersonIsRefused() {
        String other =
                fixture.submitApplication(ayesha, answers("39.37.9.9"), MONDAY).toGroupedText();
        decideAsking(List.of(), "ips");
        assertThat(other).isNotEmpty();
        assertThat(supply(ayesha, "", Map.of("ips", List.of("39.37.9.9"))))
                .isEqualTo(new SupplyInformationAction.Out(false, "duplicate", null));
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.ASKED);
    }

    @Test
    void aChangeWaitsWhileTheOldEntryStaysAndThenTakesItsPlace() {
        registered();
        assertThat(change("39.37.1.2").done()).isTrue();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.CHANGE_PENDING);
        assertThat(references(OLD)).contains(reference);
        assertThat(references(NEW)).doesNotContain(reference);
        assertThat(fixture.contents.readAnswers(stored()).listAnswer("ips")).containsExactly("39.37.1.1");
        decide(LineTransition.ACCEPT_CHANGE);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.ACTIVE);
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(references(NEW)).contains(reference);
        assertThat(fixture.contents.readAnswers(stored()).listAnswer("ips")).containsExactly("39.37.1.2");
        assertThat(findWanted(stored())).isEmpty();
        assertThat(fixture.saidTo(ayesha)).last().asString().startsWith("ur-Latn change_accepted {");
        assertThat(AuditChainFixture.faultsOf(fixture.audit, stored().id())).isEmpty();
    }

    @Test
    void aChangeThatIsRefusedLeavesAllAsItWas() {
        registered();
        change("39.37.1.2");
        fixture.decide(
                reference,
                new ApplicationDecision(
                        LineTransition.REFUSE_CHANGE,
                        List.of(DecisionReason.IP_NOT_ASSIGNED_TO_SUBSCRIBER),
                        null,
                        null),
                TUESDAY);
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.ACTIVE);
        assertThat(references(OLD)).contains(reference);
        assertThat(references(NEW)).doesNotContain(reference);
        assertThat(fixture.recordFixture.findEarlier(stored()))
                .extracting(ApplicationContentService.EarlierAnswers::state)
                .containsExactly(AnswerState.REFUSED);
        assertThat(fixture.saidTo(ayesha)).last().asString().startsWith("ur-Latn change_refused {");
        assertThat(change("39.37.1.2").done()).isTrue();
    }

    @Test
    void aChangeThatIsTakenBackLeavesAllAsItWas() {
        registered();
        assertThat(takeBack(ayesha)).isFalse();
        change("39.37.1.2");
        assertThat(takeBack(fixture.createPerson("en"))).isFalse();
        assertThat(stored().lines().leading()).isEqualTo(LineStatus.CHANGE_PENDING);
        assertThat(takeBack(ayesha)).isTrue();
        Application after = stored();
        assertThat(after.lines().leading()).isEqualTo(LineStatus.ACTIVE);
        assertThat(after.dueAt()).isNull();
        assertThat(references(OLD)).contains(reference);
        assertThat(references(NEW)).doesNotContain(reference);
        assertThat(fixture.contents.readAnswers(after).listAnswer("ips")).containsExactly("39.37.1.1");
        assertThat(fixture.recordFixture.findEarlier(after)).isEmpty();
        assertThat(fixture.history.findEvents(after))
                .last()
                .extracting(ApplicationEvent::from, ApplicationEvent::to, ApplicationEvent::who)
                .containsExactly(LineStatus.CHANGE_PENDING, LineStatus.ACTIVE, "applicant");
        assertThat(AuditChainFixture.entriesOf(fixture.database, after.id()))
                .last()
                .extracting(entry -> entry.detail())
                .isEqualTo("take-back-change from CHANGE_PENDING");
        assertViolation(() -> decide(LineTransition.ACCEPT_CHANGE))
                .withMessage("no change of " + reference.toGroupedText() + " waits for a decision any more:"
                        + " the applicant took it back, or it was decided. Load the page again");
        assertThat(takeBack(ayesha)).isFalse();
        assertThat(change("39.37.1.2").done()).isTrue();
    }

    private boolean takeBack(long person) {
        return DecisionFixture.applyAsApplicant(fixture, person, reference, LineTransition.TAKE_BACK_CHANGE, TUESDAY);
    }

    @Test
    void aLineThatIsOnlyReceivedIsChangedAtOnceAndKeepsItsClock() {
        Application before = stored();
        assertThat(change("39.37.1.2"))
                .isEqualTo(new RequestChangeAction.Out(
                        true,
                        true,
                        "",
                        fixture.aims.readAims(TUESDAY).aimOf(stored()).due()));
        Application after = stored();
        assertThat(after.lines()).isEqualTo(before.lines());
        assertThat(after.target().due()).isEqualTo(before.target().due());
        assertThat(references(OLD)).doesNotContain(reference);
        assertThat(references(NEW)).contains(reference);
        assertThat(fixture.contents.readAnswers(after).listAnswer("ips")).containsExactly("39.37.1.2");
        assertThat(findWanted(after)).isEmpty();
        assertThat(fixture.history.findEvents(after))
                .last()
                .extracting(ApplicationEvent::from, ApplicationEvent::to, ApplicationEvent::who)
                .containsExactly(LineStatus.REQUESTED, LineStatus.REQUESTED, "applicant");
        assertThat(fixture.recordFixture.findEarlier(after))
                .extracting(ApplicationContentService.EarlierAnswers::state)
                .containsExactly(AnswerState.OLD);
        assertThat(AuditChainFixture.entriesOf(fixture.database, after.id()))
                .last()
                .extracting(entry -> entry.detail())
                .isEqualTo("amend from REQUESTED");
        assertThat(change("39.37.1.2").problem()).isEqualTo("nothing");
    }

    @Test
    void aLineThatAnotherApplicationHasIsNotTakenByAChangeEither() {
        fixture.submitApplication(ayesha, answers("39.37.8.8"), MONDAY);
        assertThat(change("39.37.8.8").problem()).isEqualTo("duplicate");
    }

    @Test
    void onlyWhatIsReceivedOrRegisteredCanBeChangedOneChangeAtATime() {
        decide(LineTransition.VERIFY);
        assertThat(change("39.37.1.2").problem()).isEqualTo("not_possible");
        decide(LineTransition.CONFIRM);
        fixture.decide(reference, DecisionFixture.approval("PTA-7"));
        assertThat(change("39.37.1.1").problem()).isEqualTo("nothing");
        assertThat(change("39.37.1.2").done()).isTrue();
        assertThat(change("39.37.1.3").problem()).isEqualTo("not_possible");
    }

    private Optional<FormAnswers> findWanted(Application application) {
        return fixture.contents.findProposed(application, fixture.contents.readAnswers(application));
    }

    private void registered() {
        for (LineTransition move : List.of(LineTransition.VERIFY, LineTransition.CONFIRM)) {
            decide(move);
        }
        fixture.decide(reference, DecisionFixture.approval("PTA-7"));
    }

    private void decide(LineTransition move) {
        fixture.decide(reference, move);
    }

    private Application decideAsking(List<DecisionReason> reasons, String... fields) {
        ApplicationDecision decision =
                new ApplicationDecision(LineTransition.ASK, reasons, null, null, List.of(fields));
        return fixture.decide(reference, decision);
    }

    private SupplyInformationAction.Out supply(long person, String text, Map<String, Object> given) {
        SupplyInformationAction.In in = new SupplyInformationAction.In(reference.toGroupedText(), text, given);
        return execute(fixture.submissionFixture.supply, person, in, TUESDAY);
    }

    private RequestChangeAction.Out change(String address) {
        RequestChangeAction.In in =
                new RequestChangeAction.In(reference.toGroupedText(), "", "move", Map.of("ips", List.of(address)));
        return execute(fixture.submissionFixture.change, ayesha, in, TUESDAY);
    }

    private List<Reference> references(byte[] address) {
        return fixture.register.findOtherEntries(0, List.of(address)).stream()
                .map(LineRegisterRepository.LineEntry::reference)
                .toList();
    }

    private Application stored() {
        return fixture.applications.findApplication(reference).orElseThrow();
    }
}
