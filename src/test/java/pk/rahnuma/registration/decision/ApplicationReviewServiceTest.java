package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.FileRejectedException;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.DecisionReason;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.form.CheckFinding;
import pk.rahnuma.registration.submission.RequestChangeAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class ApplicationReviewServiceTest {

    private final TestDatabase database;
    private final DomainFixture fixture;
    private final ApplicationReviewService reviews;
    private final long ayesha;

    ApplicationReviewServiceTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.reviews = DecisionFixture.createReviewService(fixture);
        this.ayesha = fixture.createPerson("en");
    }

    private ApplicationReviewService.ApplicationDetails open(Reference reference, boolean reveal, String staff) {
        return reviews.openDossier(reference, reveal, staff, MONDAY);
    }

    @Test
    void sensitiveAnswersAreMaskedUnlessRevealedAndEachLookIsInTheAuditLog() {
        Reference reference = fixture.submitApplication(ayesha, answers("39.40.2.1"), MONDAY);
        assertThat(open(reference, false, "Sana").answers())
                .containsEntry("full_name", "Ayesha Khan")
                .doesNotContainValue("39.40.2.1")
                .doesNotContainValue("35201-1234567-1");
        assertThat(open(reference, true, "Omar").answers())
                .containsValue("39.40.2.1")
                .containsValue("35201-1234567-1");
        assertThat(entries(reference))
                .containsExactly(
                        "applicant application.submitted", "Sana application.viewed", "Omar application.revealed");
        long chain = database.sql()
                .queryOne(Long.class, "select chain from audit where about = ? limit 1", reference.symbols());
        assertThat(AuditChainFixture.faultsOf(fixture.audit, chain)).isEmpty();
        assertViolation(() -> open(reference, false, "clock")).withMessageStartingWith("who are you?");
    }

    @Test
    void aDocumentIsOpenedUnderTheNameOfTheReaderAndKept() throws FileRejectedException {
        Document card = fixture.documents.saveDocument(
                SubjectEncryptionService.newId(), ayesha, "card.png", SampleFiles.png(), MONDAY);
        Map<String, Object> answers = answers("39.40.7.1");
        answers.put("id_front", Long.toString(card.id()));
        answers.put("id_back", "12345");
        Reference reference = fixture.submitApplication(ayesha, answers, MONDAY);
        assertThat(open(reference, false, "Sana").documents()).containsOnlyKeys("id_front");
        assertThat(reviews.openDocument(reference, "id_front", "Sana", MONDAY).id())
                .isEqualTo(card.id());
        assertViolation(() -> reviews.openDocument(reference, "id_back", "Sana", MONDAY))
                .withMessageContaining("has no document of that name");
        assertThat(fixture.storedDocuments.deleteExpired(MONDAY.plusSeconds(99), MONDAY, 10))
                .as("it is kept")
                .isZero();
        assertThat(entries(reference)).last().isEqualTo("Sana application.document");
    }

    @Test
    void aChangeIsShownBesideWhatItChanges() {
        Reference reference = fixture.submitApplication(ayesha, answers("39.40.5.1"), MONDAY);
        for (LineTransition act : List.of(LineTransition.VERIFY, LineTransition.CONFIRM, LineTransition.APPROVE)) {
            decide(reference, act);
        }
        RequestChangeAction.In change = new RequestChangeAction.In(
                reference.toGroupedText(), "", "move", Map.of("isp", "ptcl", "ips", List.of("39.40.5.2")));
        fixture.submissionFixture.change.executeAll(List.of(createRequest(ayesha, change, MONDAY)));
        assertThat(open(reference, true, "Sana").change())
                .containsOnly(Map.entry("isp", "ptcl"), Map.entry("ips", "39.40.5.2"));
        assertThat(open(reference, true, "Sana").answers()).containsEntry("ips", "39.40.5.1");
        decide(reference, LineTransition.ACCEPT_CHANGE);
        assertThat(open(reference, false, "Sana").change()).isEmpty();
        assertThat(open(reference, false, "Sana").earlier())
                .singleElement()
                .satisfies(old -> assertThat(old.answers()).containsEntry("isp", "nayatel"));
    }

    @Test
    void theSameAddressElsewhereIsAFinding() {
        Reference first = fixture.submitApplication(fixture.createPerson("en"), answers("39.40.3.1"), MONDAY);
        Reference second = fixture.submitApplication(ayesha, answers("39.40.3.1"), MONDAY);
        assertThat(open(second, false, "Sana").checks()).anyMatch(check -> first.equals(check.other()));
    }

    /// Answers that no other test has, but for what a test adds.
    private static Map<String, Object> ownAnswers() {
        String own = Long.toString(SubjectEncryptionService.newId()).substring(0, 9);
        // One of 650,000 addresses: of a thousand, two tests now and then had the same.
        Map<String, Object> answers = answers("39.5%s.%d.%d"
                .formatted(
                        own.charAt(0),
                        Integer.parseInt(own.substring(1, 4)) % 256,
                        Integer.parseInt(own.substring(4, 7)) % 256));
        answers.put("id_number", "3520" + own);
        answers.put("mobile", "+92300" + own);
        answers.put("email", own + "@example.com");
        answers.put("subscriber_id", "NTL-" + own);
        return answers;
    }

    private List<CheckFinding> findShared(Reference reference) {
        return open(reference, false, "Sana").checks().stream()
                .filter(check -> check.other() != null || check.finding().key().equals("finding.shared_with_more"))
                .toList();
    }

    @Test
    void cardMobileEmailSubscriberAndPictureOfAnotherPersonAreShownWithTheirApplication() throws Exception {
        long bilal = fixture.createPerson("ur");
        Map<String, Object> hers = ownAnswers();
        Map<String, Object> his = ownAnswers();
        List.of("id_number", "mobile", "email", "subscriber_id").forEach(name -> his.put(name, hers.get(name)));
        hers.put("id_front", savePicture(ayesha));
        his.put("id_front", savePicture(bilal));
        Reference first = fixture.submitApplication(ayesha, hers, MONDAY);
        Reference second = fixture.submitApplication(bilal, his, MONDAY);
        // Other tests have sent the same picture.
        assertThat(findShared(second).getFirst()).satisfies(check -> {
            assertThat(check.other()).isEqualTo(first);
            assertThat(check.level()).isEqualTo(CheckFinding.Level.LOOK);
            assertThat(check.finding())
                    .hasToString(
                            "with id_front, id_number, mobile, email also in this application of another applicant");
            assertThat(check.about()).isEqualTo("subscriber_id");
        });
        assertThat(findShared(first).getFirst().other()).isEqualTo(second);
    }

    @Test
    void nothingIsWrongInAnApplicationThatWasDecided() {
        Map<String, Object> answers = ownAnswers();
        answers.remove("full_name");
        answers.put("subscriber_id", "");
        Reference reference = fixture.submitApplication(ayesha, answers, MONDAY);
        assertThat(levels(reference)).contains(CheckFinding.Level.WRONG);
        fixture.activate(reference);
        assertThat(levels(reference)).isEmpty();
        RequestChangeAction.In change =
                new RequestChangeAction.In(reference.toGroupedText(), "", "move", Map.of("ips", List.of("10.0.0.1")));
        fixture.submissionFixture.change.executeAll(List.of(createRequest(ayesha, change, MONDAY)));
        assertThat(open(reference, false, "Sana").checks())
                .as("of what the change replaces alone")
                .isNotEmpty()
                .allMatch(check -> check.about().equals("ips"));
        decide(reference, LineTransition.ACCEPT_CHANGE);
        fixture.decide(
                reference,
                new ApplicationDecision(LineTransition.REVOKE, List.of(DecisionReason.ISP_NOT_CONFIRMED), null, null));
        assertThat(levels(reference)).isEmpty();
    }

    private List<CheckFinding.Level> levels(Reference reference) {
        return open(reference, false, "Sana").checks().stream()
                .map(CheckFinding::level)
                .toList();
    }

    @Test
    void anEndedApplicationIsNotLate() {
        Reference reference = fixture.submitApplication(ayesha, ownAnswers(), MONDAY);
        Application rejected =
                fixture.decide(reference, DecisionFixture.rejection(DecisionReason.PURPOSE_NOT_COMMERCIAL));
        assertThat(rejected.pendingDue(MONDAY)).as("can be opened again").isNotNull();
        assertThat(rejected.pendingDue(MONDAY.plus(Duration.ofDays(100)))).isNull();
        Application open = fixture.applications
                .findApplication(fixture.submitApplication(ayesha, ownAnswers(), MONDAY))
                .orElseThrow();
        assertThat(open.pendingDue(MONDAY.plus(Duration.ofDays(100)))).isEqualTo(open.dueAt());
    }

    private String savePicture(long person) throws FileRejectedException {
        return Long.toString(fixture.documents
                .saveDocument(SubjectEncryptionService.newId(), person, "card.png", SampleFiles.png(), MONDAY)
                .id());
    }

    @Test
    void oneValueInCommonIsEnoughHoweverItIsWrittenAndAnEndedApplicationCounts() {
        Map<String, Object> hers = ownAnswers();
        Map<String, Object> his = ownAnswers();
        hers.put("ntn", "B7" + Long.toString(SubjectEncryptionService.newId()).substring(0, 6));
        his.put("ntn", hers.get("ntn").toString().substring(0, 7));
        Reference first = fixture.submitApplication(ayesha, hers, MONDAY);
        fixture.decide(first, LineTransition.WITHDRAW);
        Reference second = fixture.submitApplication(fixture.createPerson("en"), his, MONDAY);
        assertThat(findShared(second)).singleElement().satisfies(check -> {
            assertThat(check.other()).isEqualTo(first);
            assertThat(check.about()).isEqualTo("ntn");
            assertThat(check.finding()).hasToString("also in this application of another applicant");
        });
    }

    @Test
    void answersInCommonWithOnesOwnApplicationAreNoFinding() {
        Map<String, Object> answers = ownAnswers();
        fixture.submitApplication(ayesha, answers, MONDAY);
        answers.put("ips", ownAnswers().get("ips"));
        assertThat(findShared(fixture.submitApplication(ayesha, answers, MONDAY)))
                .isEmpty();
    }

    @Test
    void applicationsWithTheMostInCommonComeFirstAndTheirNumberIsLimited() {
        Map<String, Object> shared = ownAnswers();
        Reference alike = null;
        for (int i = 0; i <= SharedAnswerService.MAX_APPLICATIONS; i++) {
            Map<String, Object> answers = ownAnswers();
            answers.put("email", shared.get("email"));
            if (i == 3) {
                answers.put("mobile", shared.get("mobile"));
            }
            Reference sent = fixture.submitApplication(fixture.createPerson("en"), answers, MONDAY);
            alike = i == 3 ? sent : alike;
        }
        List<CheckFinding> found = findShared(fixture.submitApplication(ayesha, shared, MONDAY));
        assertThat(found).hasSize(SharedAnswerService.MAX_APPLICATIONS + 1);
        assertThat(found.getFirst().other()).isEqualTo(alike);
        assertThat(found.getLast().finding().key()).isEqualTo("finding.shared_with_more");
    }

    private void decide(Reference application, LineTransition act) {
        String reference = act == LineTransition.APPROVE ? "PTA-7" : null;
        fixture.decide(application, new ApplicationDecision(act, List.of(), null, reference));
    }

    private List<String> entries(Reference reference) {
        return database.sql()
                .queryList(
                        String.class,
                        "select concat(who, ' ', what) from audit where about = ? order by seq",
                        reference.symbols());
    }
}
