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
import pk.rahnuma.registration.LineStatus.RunningClock;

class LineDeadlineTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(Set.of());
    private static final Instant MONDAY = at("2026-11-23T09:00");

    @RandomTest(tries = 200)
    void aClockRunsExactlyWhileItsStatusSaysSo(RandomValues random) {
        Instant now = MONDAY;
        LineStatus status = LineStatus.REQUESTED;
        LineDeadline target = LineDeadline.startedAt(now, CALENDAR);
        for (int steps = random.intBetween(0, 40); steps > 0; steps--) {
            now = now.plusSeconds(random.longBetween(0, 5 * 24 * 3600));
            TransitionActor by = random.pickOne(TransitionActor.values());
            List<LineTransition> allowed = status.allowedTransitions(by);
            if (!allowed.isEmpty()) {
                LineStatus next = random.pickOne(allowed).applyTo(status, by);
                LineDeadline moved = target.afterTransition(status, next, now, CALENDAR);
                boolean runs = next.runningClock() == RunningClock.DESK || next.runningClock() == RunningClock.PROVIDER;
                assertThat(moved.due() != null).isEqualTo(runs);
                assertThat(moved.runsSince() != null).isEqualTo(runs);
                assertThat(moved.lapses() != null).isEqualTo(next.runningClock() == RunningClock.PAUSED);
                assertThat(moved.worked().isNegative()).isFalse();
                if (next.runningClock() == RunningClock.DESK && moved.due().isAfter(now)) {
                    assertThat(moved.worked().plus(CALENDAR.workingTimeBetween(now, moved.due())))
                            .isEqualTo(LineDeadline.DECISION_TIME);
                }
                status = next;
                target = moved;
            }
        }
    }

    @Test
    void aDecisionIsDueAfterTenWorkingHours() {
        assertThat(LineDeadline.startedAt(MONDAY, CALENDAR).due()).isEqualTo(at("2026-11-24T11:00"));
    }

    @Test
    void fromOneDeskStatusToTheNextTheTargetStays() {
        LineDeadline target = LineDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(LineStatus.REQUESTED, LineStatus.REQUESTED, at("2026-11-23T12:00"), CALENDAR);
        assertThat(target.due()).isEqualTo(at("2026-11-24T11:00"));
        assertThat(target.worked()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void theClockStopsWhileTheApplicantMustAct() {
        LineDeadline asked = LineDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(LineStatus.REQUESTED, LineStatus.ASKED, at("2026-11-23T13:00"), CALENDAR);
        assertThat(asked.due()).isNull();
        assertThat(asked.lapses()).isEqualTo(at("2026-12-03T13:00"));
        LineDeadline received =
                asked.afterTransition(LineStatus.ASKED, LineStatus.REQUESTED, at("2026-11-26T09:00"), CALENDAR);
        assertThat(received.due()).isEqualTo(at("2026-11-26T15:00"));
        assertThat(received.lapses()).isNull();
    }

    @Test
    void theProviderHasThreeWorkingDaysThatTheDeskDoesNotLose() {
        LineDeadline sent = LineDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(LineStatus.REQUESTED, LineStatus.WITH_PROVIDER, at("2026-11-23T10:00"), CALENDAR);
        assertThat(sent.due()).isEqualTo(at("2026-11-26T10:00"));
        LineDeadline confirmed =
                sent.afterTransition(LineStatus.WITH_PROVIDER, LineStatus.CONFIRMED, at("2026-11-26T09:00"), CALENDAR);
        assertThat(confirmed.worked()).isEqualTo(Duration.ofHours(1));
        assertThat(confirmed.due()).isEqualTo(at("2026-11-27T10:00"));
    }

    @Test
    void aTargetThatWasMissedBeforeTheQuestionIsDueAtOnceAfterIt() {
        LineDeadline asked = LineDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(LineStatus.REQUESTED, LineStatus.ASKED, at("2026-11-25T09:00"), CALENDAR);
        Instant back = at("2026-11-26T09:00");
        assertThat(asked.afterTransition(LineStatus.ASKED, LineStatus.REQUESTED, back, CALENDAR)
                        .due())
                .isEqualTo(back);
    }

    @Test
    void aReopenedApplicationStartsAgain() {
        LineDeadline rejected = LineDeadline.startedAt(MONDAY, CALENDAR)
                .afterTransition(LineStatus.REQUESTED, LineStatus.REFUSED, at("2026-11-23T15:00"), CALENDAR);
        assertThat(rejected.due()).isNull();
        assertThat(rejected.afterTransition(LineStatus.REFUSED, LineStatus.REQUESTED, at("2026-11-25T09:00"), CALENDAR)
                        .due())
                .isEqualTo(at("2026-11-26T11:00"));
    }
}
