package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.answers;
import static pk.rahnuma.registration.DomainFixture.assertViolation;
import static pk.rahnuma.registration.DomainFixture.createRequest;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.document.Document;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.file.FileRejectedException;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DomainFixture;
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
        for (ApplicationTransition act : List.of(
                ApplicationTransition.SCREEN,
                ApplicationTransition.VERIFY,
                ApplicationTransition.CONFIRM,
                ApplicationTransition.APPROVE)) {
            decide(reference, act);
        }
        RequestChangeAction.In change = new RequestChangeAction.In(
                reference.toGroupedText(), Map.of("isp", "ptcl", "ips", List.of("39.40.5.2")));
        fixture.submissionFixture.change.executeAll(List.of(createRequest(ayesha, change, MONDAY)));
        assertThat(open(reference, true, "Sana").change())
                .containsOnly(Map.entry("isp", "ptcl"), Map.entry("ips", "39.40.5.2"));
        assertThat(open(reference, true, "Sana").answers()).containsEntry("ips", "39.40.5.1");
        decide(reference, ApplicationTransition.ACCEPT_CHANGE);
        assertThat(open(reference, false, "Sana").change()).isEmpty();
        assertThat(open(reference, false, "Sana").earlier())
                .singleElement()
                .satisfies(old -> assertThat(old.answers()).containsEntry("isp", "nayatel"));
    }

    @Test
    void theSameAddressElsewhereIsAFinding() {
        Reference first = fixture.submitApplication(fixture.createPerson("en"), answers("39.40.3.1"), MONDAY);
        Reference second = fixture.submitApplication(ayesha, answers("39.40.3.1"), MONDAY);
        assertThat(open(second, false, "Sana").checks())
                .anyMatch(check -> check.finding().toString().contains(first.toGroupedText()));
    }

    private void decide(Reference application, ApplicationTransition act) {
        String reference = act == ApplicationTransition.APPROVE ? "PTA-7" : null;
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
