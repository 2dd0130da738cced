package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.registration.WorkingCalendarTest.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import pk.rahnuma.registration.ApplicationStatus.RunningClock;

class ApplicationDeadlineTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(Set.of());
    private static final Instant MONDAY = at("2026-11-23T09:00");

    private record Later(ApplicationTransition act, TransitionActor by, long seconds) {}

    @Provide
    Arbitrary<List<Later>> stories() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of(ApplicationTransition.values()),
                        Arbitraries.of(TransitionActor.values()),
                        Arbitraries.longs().between(0, 5 * 24 * 3600))
                .as(Later::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void aClockRunsExactlyWhileItsStatusSaysSo(@ForAll("stories") List<Later> story) {
        Instant now = MONDAY;
        ApplicationStatus status = ApplicationStatus.SUBMITTED;
        ApplicationDeadline target = ApplicationDeadline.startedAt(now, CALENDAR);
        for (Later step : story) {
            now = now.plusSeconds(step.seconds());
            if (status.allowedTransitions(step.by()).contains(step.act())) {
                ApplicationStatus next = step.act().applyTo(status, step.by());
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

    @Example
    void aDecisionIsDueAfterTenWorkingHours() {
        assertThat(ApplicationDeadline.startedAt(MONDAY, CALENDAR).due()).isEqualTo(at("2026-11-24T11:00"));
    }

    @Example
    void fromOneDeskStatusToTheNextTheTargetStays() {
        ApplicationDeadline target = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SUBMITTED, ApplicationStatus.SCREENING, at("2026-11-23T12:00"), CALENDAR);
        assertThat(target.due()).isEqualTo(at("2026-11-24T11:00"));
        assertThat(target.worked()).isEqualTo(Duration.ofHours(3));
    }

    @Example
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

    @Example
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

    @Example
    void aTargetThatWasMissedBeforeTheQuestionIsDueAtOnceAfterIt() {
        ApplicationDeadline asked = ApplicationDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(
                        ApplicationStatus.SCREENING, ApplicationStatus.NEEDS_INFO, at("2026-11-25T09:00"), CALENDAR);
        Instant back = at("2026-11-26T09:00");
        assertThat(asked.afterTransition(ApplicationStatus.NEEDS_INFO, ApplicationStatus.SCREENING, back, CALENDAR)
                        .due())
                .isEqualTo(back);
    }

    @Example
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
