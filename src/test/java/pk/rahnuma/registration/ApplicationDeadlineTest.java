package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.WorkingCalendarTest.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;
import pk.rahnuma.registration.ApplicationStatus.RunningClock;

class ApplicationDeadlineTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(Set.of());
    private static final Instant MONDAY = at("2026-11-23T09:00");

    @RandomTest(tries = 200)
    void aClockRunsExactlyWhileItsStatusSaysSo(RandomValues random) {
        Instant now = MONDAY;
        ApplicationStatus status = ApplicationStatus.SUBMITTED;
        ApplicationDeadline target = ApplicationDeadline.startedAt(now, CALENDAR);
        for (int steps = random.intBetween(0, 40); steps > 0; steps--) {
            now = now.plusSeconds(random.longBetween(0, 5 * 24 * 3600));
            TransitionActor by = random.pickOne(TransitionActor.values());
            List<ApplicationTransition> allowed = status.allowedTransitions(by);
            if (!allowed.isEmpty()) {
                ApplicationStatus next = random.pickOne(allowed).applyTo(status, by);
                ApplicationDeadline moved = target.afterTransition(status, next, now, CALENDAR);
                boolean runs = next.runningClock() == RunningClock.DESK || next.runningClock() == RunningClock.PROVIDER;
                assertThat(moved.due() != null).isEqualTo(runs);
                assertThat(moved.runsSince() != null).isEqualTo(runs);
                assertThat(moved.lapses() != null).isEqualTo(next.runningClock() == RunningClock.PAUSED);
                assertThat(moved.worked().isNegative()).isFalse();
                if (next.runningClock() == RunningClock.DESK && moved.due().isAfter(now)) {
                    assertThat(moved.worked().plus(CALENDAR.workingTimeBetween(now, moved.due())))
                            .isEqualTo(ApplicationDeadline.DECISION_TIME);
                }
                status = next;
                target = moved;
            }
        }
    }

    @Test
    void aDecisionIsDueAfterTenWorkingHours() {
        assertThat(ApplicationDeadline.startedAt(MONDAY, CALENDAR).due()).isEqualTo(at("2026-11-24T11:00"));
    }

    @Test
    void fromOneDeskStatusToTheNextTheTargetStays() {
        ApplicationDeadline target = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SUBMITTED, ApplicationStatus.SCREENING, at("2026-11-23T12:00"), CALENDAR);
        assertThat(target.due()).isEqualTo(at("2026-11-24T11:00"));
        assertThat(target.worked()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void theClockStopsWhileTheApplicantMustAct() {
        ApplicationDeadline asked = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SCREENING, ApplicationStatus.NEEDS_INFO, at("2026-11-23T13:00"), CALENDAR);
        assertThat(asked.due()).isNull();
        assertThat(asked.lapses()).isEqualTo(at("2026-12-03T13:00"));
        ApplicationDeadline received = asked.afterTransition(
                ApplicationStatus.NEEDS_INFO, ApplicationStatus.SCREENING, at("2026-11-26T09:00"), CALENDAR);
        assertThat(received.due()).isEqualTo(at("2026-11-26T15:00"));
        assertThat(received.lapses()).isNull();
    }

    @Test
    void theProviderHasThreeWorkingDaysThatTheDeskDoesNotLose() {
        ApplicationDeadline sent = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SCREENING,
                        ApplicationStatus.ISP_VERIFICATION,
                        at("2026-11-23T10:00"),
                        CALENDAR);
        assertThat(sent.due()).isEqualTo(at("2026-11-26T10:00"));
        ApplicationDeadline confirmed = sent.afterTransition(
                ApplicationStatus.ISP_VERIFICATION, ApplicationStatus.UNDER_REVIEW, at("2026-11-26T09:00"), CALENDAR);
        assertThat(confirmed.worked()).isEqualTo(Duration.ofHours(1));
        assertThat(confirmed.due()).isEqualTo(at("2026-11-27T10:00"));
    }

    @Test
    void aTargetThatWasMissedBeforeTheQuestionIsDueAtOnceAfterIt() {
        ApplicationDeadline asked = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SCREENING, ApplicationStatus.NEEDS_INFO, at("2026-11-25T09:00"), CALENDAR);
        Instant back = at("2026-11-26T09:00");
        assertThat(asked.afterTransition(ApplicationStatus.NEEDS_INFO, ApplicationStatus.SCREENING, back, CALENDAR)
                        .due())
                .isEqualTo(back);
    }

    @Test
    void aReopenedApplicationStartsAgain() {
        ApplicationDeadline rejected = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SCREENING, ApplicationStatus.REJECTED, at("2026-11-23T15:00"), CALENDAR);
        assertThat(rejected.due()).isNull();
        assertThat(rejected.afterTransition(
                                ApplicationStatus.REJECTED,
                                ApplicationStatus.SCREENING,
                                at("2026-11-25T09:00"),
                                CALENDAR)
                        .due())
                .isEqualTo(at("2026-11-26T11:00"));
    }
}
