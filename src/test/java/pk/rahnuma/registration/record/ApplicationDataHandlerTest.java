package pk.rahnuma.registration.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.TestSql;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.PersonMark;
import pk.rahnuma.registration.TransitionActor;
import pk.rahnuma.registration.decision.ApplicationReviewService;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.overview.ApplicationLookupService;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.staff.notification.StaffNotification;
import pk.rahnuma.staff.notification.StaffNotificationService;
import pk.rahnuma.vault.ExportedText;

@OnEachDatabase
class ApplicationDataHandlerTest {

    /// Before the applications of all other tests.
    private static final Instant ENDED = DomainFixture.MONDAY.minus(Duration.ofDays(5_000));

    private static final long MEMBER = 46;

    private final TestSql sql;
    private final DomainFixture fixture;
    private final ApplicationDataHandler handler;
    private final ApplicationLookupService lookups;
    private final ApplicationReviewService reviews;
    private final StaffNotificationService notifications;

    ApplicationDataHandlerTest(TestDatabase database) {
        this.sql = database.sql();
        this.fixture = new DomainFixture(database);
        this.handler = database.getBean(ApplicationDataHandler.class);
        this.lookups = database.getBean(ApplicationLookupService.class);
        this.reviews = database.getBean(ApplicationReviewService.class);
        this.notifications = database.getBean(StaffNotificationService.class);
    }

    @Test
    void theAnswersOfAnEndedApplicationAreDeletedAfterTwoYears() {
        long ayesha = fixture.createPerson("en");
        Reference reference = fixture.submitApplication(ayesha, DomainFixture.answers("39.46.1.1"), ENDED);
        fixture.recordFixture.makeTransition(
                stored(reference), LineTransition.WITHDRAW, TransitionActor.APPLICANT, ENDED);
        List<Long> persons = List.of(ayesha, fixture.createPerson("en"));
        assertThat(ExportedText.toText(handler.exportData(ayesha)))
                .contains(reference.toGroupedText(), "withdrawn", "Ayesha Khan");
        Instant expiry = ENDED.plus(ApplicationErasureService.ANSWERS_TTL);
        assertThat(handler.deleteExpired(expiry, 10)).isZero();
        assertThat(handler.findWithCases(persons)).containsExactly(ayesha);
        assertThat(handler.findRetained(persons)).containsExactly(ayesha);

        assertThat(handler.deleteExpired(expiry.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(stored(reference).isErased()).isTrue();
        assertThat(stored(reference).lines().leading()).isEqualTo(LineStatus.WITHDRAWN);
        assertThat(fixture.recordFixture.sealed(stored(reference).id())).isEmpty();
        assertThat(reviews.openDossier(reference, true, "Sana", expiry).answers())
                .isEmpty();
        assertThat(handler.findWithCases(persons)).isEmpty();
        assertThat(handler.findRetained(persons)).isEmpty();
        assertThat(handler.deleteExpired(expiry.plusSeconds(1), 10)).isZero();
    }

    @Test
    void anErasedApplicationIsFoundByNoProof() {
        long ayesha = fixture.createPerson("en");
        Reference reference =
                fixture.submitApplication(ayesha, DomainFixture.answers("39.46.1.2"), DomainFixture.MONDAY);
        sql.inTransaction(() -> handler.eraseData(ayesha, DomainFixture.MONDAY));
        assertThat(stored(reference).isErased()).isTrue();
        for (String proof : List.of("", "000000", "345671")) {
            ApplicationLookupService.LookupResult found =
                    lookups.lookUp(reference.toGroupedText(), proof, DomainFixture.MONDAY);
            assertThat(found.problem()).isEqualTo(ApplicationLookupService.LookupProblem.NOT_FOUND);
            assertThat(found.held()).isPositive();
        }
    }

    @Test
    void anErasedApplicationLeavesNoNotificationOfStaff() {
        long ayesha = fixture.createPerson("en");
        Reference reference =
                fixture.submitApplication(ayesha, DomainFixture.answers("39.46.1.4"), DomainFixture.MONDAY);
        notifications.notifyMember(MEMBER, StaffNotification.Kind.SECOND_LOOK, stored(reference), DomainFixture.MONDAY);
        sql.inTransaction(() -> handler.eraseData(ayesha, DomainFixture.MONDAY));
        assertThat(notifications.listNotifications(MEMBER)).isEmpty();
    }

    @Test
    void ofAnErasedLineItStaysKnownWhichProviderHasToLearnThatItEnded() {
        long ayesha = fixture.createPerson("en");
        FormAnswers answers = new FormAnswers(DomainFixture.answers("39.46.1.3"));
        Reference reference = fixture.submitApplication(ayesha, answers.values(), DomainFixture.MONDAY);
        for (LineTransition act : List.of(LineTransition.VERIFY, LineTransition.CONFIRM, LineTransition.APPROVE)) {
            fixture.recordFixture.makeTransition(stored(reference), act, TransitionActor.STAFF, DomainFixture.MONDAY);
        }
        sql.inTransaction(() -> handler.eraseData(ayesha, DomainFixture.MONDAY));
        assertThat(sql.queryOne(
                        Integer.class,
                        "select count(*) from line where provider_hash = ? and application_id = ? and status = 'ENDED'"
                                + " and site_hash is null and mobile_hash is null",
                        fixture.register.hashLine(answers).provider(),
                        stored(reference).id()))
                .isEqualTo(1);
    }

    @Test
    void aMarkOfStaffIsErasedWithEitherPersonAndInNobodysCopy() {
        PersonMarkRepository marks = fixture.database.getBean(PersonMarkRepository.class);
        long ayesha = fixture.createPerson("en");
        long bilal = fixture.createPerson("ur");
        List<Long> others = List.of(fixture.createPerson("en"), fixture.createPerson("en"));
        marks.saveMark(ayesha, bilal, PersonMark.SAME, "Sana", DomainFixture.MONDAY);
        others.forEach(other -> {
            marks.saveMark(ayesha, other, PersonMark.DIFFERENT, "Sana", DomainFixture.MONDAY);
            marks.saveMark(other, bilal, PersonMark.DIFFERENT, "Sana", DomainFixture.MONDAY);
        });
        assertThat(ExportedText.toText(handler.exportData(ayesha)))
                .isEqualTo(ExportedText.toText(handler.exportData(fixture.createPerson("en"))));
        assertThat(marks.findMarks(bilal)).hasSize(3);
        sql.inTransaction(() -> handler.eraseData(ayesha, DomainFixture.MONDAY));
        assertThat(marks.findMarks(ayesha)).isEmpty();
        assertThat(marks.findMarks(bilal)).containsOnlyKeys(others);
    }

    private Application stored(Reference reference) {
        return fixture.applications.findApplication(reference).orElseThrow();
    }
}
