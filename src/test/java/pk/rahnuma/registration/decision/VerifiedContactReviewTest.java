package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.person.IdentityAddress;
import pk.rahnuma.person.IdentityKind;
import pk.rahnuma.person.PersonIdentityRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.VerifiedContactService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class VerifiedContactReviewTest {

    private static final Instant LATER = MONDAY.plus(Duration.ofDays(1));

    private final DomainFixture fixture;
    private final TestDatabase database;
    private final VerifiedContactService service;
    private final ApplicationReviewService reviews;
    private final String email = "Sana." + SubjectEncryptionService.newId() + "@example.pk";
    private final String mobile =
            "+9230" + Long.toString(SubjectEncryptionService.newId()).replaceAll(".*(.{8})$", "$1");
    private final long sana;

    VerifiedContactReviewTest(TestDatabase database) {
        this.database = database;
        this.fixture = new DomainFixture(database);
        this.service = database.getBean(VerifiedContactService.class);
        this.reviews = DecisionFixture.createReviewService(fixture);
        this.sana = fixture.createPerson("en");
    }

    private void prove(long person, IdentityKind kind, String address, Instant now) {
        database.getBean(PersonIdentityRepository.class).saveProved(person, new IdentityAddress(kind, address), now);
    }

    private Map<String, Object> answers(String line) {
        Map<String, Object> answers = new HashMap<>(DomainFixture.answers(line));
        answers.put("email", email);
        answers.put("mobile", mobile);
        answers.put("client_contact_email", email);
        return answers;
    }

    private Map<String, Instant> reviewed(Reference reference) {
        return reviews.openDossier(reference, false, "omar", LATER).verified();
    }

    @Test
    void answersThatTheApplicantProvedAreMarkedWithTheTimeOfTheProof() {
        prove(sana, IdentityKind.EMAIL, email.toUpperCase(Locale.ROOT), MONDAY);
        Reference reference = fixture.submitApplication(sana, answers("39.41.1.1"), MONDAY);
        assertThat(reviewed(reference)).isEqualTo(Map.of("email", MONDAY));
        prove(sana, IdentityKind.PHONE, mobile, LATER);
        assertThat(reviewed(reference)).as("after a later proof").isEqualTo(Map.of("email", MONDAY, "mobile", LATER));
    }

    @Test
    void proofsOfOtherPersonsDoNotCount() {
        long other = fixture.createPerson("en");
        prove(other, IdentityKind.EMAIL, email, MONDAY);
        Reference reference = fixture.submitApplication(sana, answers("39.41.1.2"), MONDAY);
        assertThat(reviewed(reference)).isEmpty();
    }

    @Test
    void anotherAnswerHasNoMark() {
        prove(sana, IdentityKind.EMAIL, email, MONDAY);
        Map<String, Object> changed = answers("39.41.1.3");
        assertThat(service.findVerified(sana, new FormAnswers(changed))).containsOnlyKeys("email");
        changed.put("email", "other@example.pk");
        assertThat(service.findVerified(sana, new FormAnswers(changed))).isEmpty();
        changed.remove("email");
        assertThat(service.findVerified(sana, new FormAnswers(changed))).isEmpty();
    }
}
