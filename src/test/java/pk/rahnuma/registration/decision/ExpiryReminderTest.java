package pk.rahnuma.registration.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.execute;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.registration.Application;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.LineTerm;
import pk.rahnuma.registration.LineTransition;
import pk.rahnuma.registration.WorkingCalendar;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;

/// Reminders of last days, on a day at noon in Pakistan.
@OnEachDatabase
class ExpiryReminderTest {

    private static final LocalDate TODAY = WorkingCalendar.dayOf(MONDAY);
    private static final LocalDate LAST_DAY = TODAY.plusDays(40);

    private final DomainFixture fixture;
    private final ExpiryReminderService reminders;
    private final long ayesha;

    ExpiryReminderTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.reminders = DecisionFixture.createReminders(fixture);
        this.ayesha = fixture.createPerson("en");
    }

    private static Map<String, Object> line(String site, String address) {
        return Map.of("isp", "nayatel", "subscriber_id", "NTL-" + site, "site", site, "addresses", List.of(address));
    }

    /// An application of two lines, confirmed by the provider.
    private Reference submit(String certificateUntil) {
        Map<String, Object> answers = DomainFixture.company("Alif Ltd", "");
        answers.put("connections", List.of(line("Lahore", "39.64.9.1"), line("Multan", "39.64.9.2")));
        answers.put("pseb_expiry", certificateUntil);
        Reference reference = Reference.parseText(execute(
                                fixture.submissionFixture.submitFor,
                                ayesha,
                                new SubmitOrganisationApplicationAction.In("new", answers),
                                MONDAY)
                        .reference())
                .orElseThrow();
        fixture.decide(reference, LineTransition.VERIFY);
        fixture.decide(reference, LineTransition.CONFIRM);
        return reference;
    }

    private Reference registerUntil(LocalDate first, LocalDate second) {
        Reference reference = submit("");
        fixture.decide(
                reference,
                DecisionFixture.approval("PTA-7").aboutLines(Set.of(1)).withTerm(new LineTerm(null, first)));
        fixture.decide(reference, DecisionFixture.approval("PTA-7").withTerm(new LineTerm(null, second)));
        return reference;
    }

    private static Instant noonOf(LocalDate day) {
        return WorkingCalendar.startOf(day).plus(Duration.ofHours(12));
    }

    /// Notices that the person gets on a day.
    private List<String> remindOn(Reference reference, LocalDate day) {
        int before = fixture.saidTo(ayesha).size();
        Application application =
                fixture.applications.findApplication(reference).orElseThrow();
        if (reminders.findDue(noonOf(day)).contains(application.id())) {
            reminders.remindRecipients(application.id(), noonOf(day));
        }
        List<String> said = fixture.saidTo(ayesha);
        return said.subList(before, said.size());
    }

    @Test
    void eachLastDayIsSaidThirtyAndSevenDaysBeforeOnce() {
        Reference reference = registerUntil(LAST_DAY, LAST_DAY.plusDays(20));
        assertThat(remindOn(reference, LAST_DAY.minusDays(31))).isEmpty();
        assertThat(remindOn(reference, LAST_DAY.minusDays(30)))
                .singleElement()
                .asString()
                .startsWith("en ends_soon {")
                .contains("lines=1. Lahore", "until=" + WorkingCalendar.startOf(LAST_DAY));
        assertThat(remindOn(reference, LAST_DAY.minusDays(30))).isEmpty();
        assertThat(remindOn(reference, LAST_DAY.minusDays(8)))
                .singleElement()
                .asString()
                .contains("lines=2. Multan");
        assertThat(remindOn(reference, LAST_DAY.minusDays(7)))
                .singleElement()
                .asString()
                .contains("lines=1. Lahore");
        assertThat(remindOn(reference, LAST_DAY)).isEmpty();
        assertThat(remindOn(reference, LAST_DAY.plusDays(1))).isEmpty();
    }

    @Test
    void aDeskThatWasDownOnTheDayRemindsLaterOnce() {
        Reference reference = registerUntil(LAST_DAY, LAST_DAY);
        assertThat(remindOn(reference, LAST_DAY.minusDays(3)))
                .singleElement()
                .asString()
                .startsWith("en ends_soon {")
                .doesNotContain("lines=");
        assertThat(remindOn(reference, LAST_DAY.minusDays(2))).isEmpty();
    }

    @Test
    void aLastDayThatWasSetAfterTheDayOfAReminderNeedsNone() {
        Reference reference = registerUntil(TODAY.plusDays(20), TODAY.plusDays(20));
        assertThat(remindOn(reference, TODAY)).isEmpty();
        assertThat(remindOn(reference, TODAY.plusDays(1))).isEmpty();
        assertThat(remindOn(reference, TODAY.plusDays(13))).hasSize(1);
    }

    @Test
    void aLineOfWhichALaterLastDayIsAskedForNeedsNoReminder() {
        Reference reference = registerUntil(LAST_DAY, LAST_DAY);
        DecisionFixture.applyAsApplicant(fixture, ayesha, reference, LineTransition.RENEW, Set.of(), MONDAY);
        assertThat(remindOn(reference, LAST_DAY.minusDays(7))).isEmpty();
    }

    @Test
    void theCertificateOfARegisteredCallCentreIsSaidToEnd() {
        Reference reference = submit(LAST_DAY.toString());
        assertThat(remindOn(reference, LAST_DAY.minusDays(30)))
                .as("not registered")
                .isEmpty();
        fixture.decide(reference, DecisionFixture.approval("PTA-7"));
        assertThat(remindOn(reference, LAST_DAY.minusDays(29)))
                .singleElement()
                .asString()
                .startsWith("en certificate_ends_soon {")
                .contains("until=" + WorkingCalendar.startOf(LAST_DAY));
        assertThat(remindOn(reference, LAST_DAY.minusDays(28))).isEmpty();
    }

    @Test
    void remindersWaitForTheMorning() {
        Reference reference = registerUntil(LAST_DAY, LAST_DAY);
        Instant night = WorkingCalendar.startOf(LAST_DAY.minusDays(30)).plus(Duration.ofHours(3));
        assertThat(new ExpiryReminderJob(reminders, Clock.fixed(night, ZoneOffset.UTC)).remindOfLastDays())
                .isZero();
        assertThat(new ExpiryReminderJob(reminders, Clock.fixed(night.plus(Duration.ofHours(6)), ZoneOffset.UTC))
                        .remindOfLastDays())
                .isPositive();
        assertThat(fixture.saidTo(ayesha)).last().asString().startsWith("en ends_soon {");
        assertThat(remindOn(reference, LAST_DAY.minusDays(30))).isEmpty();
    }
}
