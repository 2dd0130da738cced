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
import pk.rahnuma.registration.Status.Clock;

class TargetTest {

    private static final WorkingCalendar CALENDAR = new WorkingCalendar(Set.of());
    private static final Instant MONDAY = at("2026-11-23T09:00");

    private record Later(Move act, Party by, long seconds) {}

    @Provide
    Arbitrary<List<Later>> stories() {
        return net.jqwik.api.Combinators.combine(
                        Arbitraries.of(Move.values()),
                        Arbitraries.of(Party.values()),
                        Arbitraries.longs().between(0, 5 * 24 * 3600))
                .as(Later::new)
                .list()
                .ofMaxSize(40);
    }

    @Property
    void whateverHappensAClockRunsExactlyWhenItsStatusSaysSo(@ForAll("stories") List<Later> story) {
        Instant now = MONDAY;
        Status status = Status.SUBMITTED;
        Target target = Target.submitted(now, CALENDAR);
        for (Later step : story) {
            now = now.plusSeconds(step.seconds());
            if (status.allowed(step.by()).contains(step.act())) {
                Status next = step.act().apply(status, step.by());
                Target moved = target.moved(status, next, now, CALENDAR);
                boolean runs = next.clock() == Clock.DESK || next.clock() == Clock.PROVIDER;
                assertThat(moved.due() != null).isEqualTo(runs);
                assertThat(moved.runsSince() != null).isEqualTo(runs);
                assertThat(moved.lapses() != null).isEqualTo(next.clock() == Clock.PAUSED);
                assertThat(moved.worked().isNegative()).isFalse();
                if (next.clock() == Clock.DESK && moved.due().isAfter(now)) {
                    assertThat(moved.worked().plus(CALENDAR.worked(now, moved.due())))
                            .isEqualTo(Target.DECISION);
                }
                status = next;
                target = moved;
            }
        }
    }

    @Example
    void aDecisionIsDueAfterTenWorkingHours() {
        assertThat(Target.submitted(MONDAY, CALENDAR).due()).isEqualTo(at("2026-11-24T11:00"));
    }

    @Example
    void fromOneDeskStatusToTheNextTheTargetStays() {
        Target target = Target.submitted(MONDAY, CALENDAR)
                .moved(Status.SUBMITTED, Status.SCREENING, at("2026-11-23T12:00"), CALENDAR);
        assertThat(target.due()).isEqualTo(at("2026-11-24T11:00"));
        assertThat(target.worked()).isEqualTo(Duration.ofHours(3));
    }

    @Example
    void whileTheApplicantMustActTheDesksTimeStandsStill() {
        Target asked = Target.submitted(MONDAY, CALENDAR)
                .moved(Status.SCREENING, Status.NEEDS_INFO, at("2026-11-23T13:00"), CALENDAR);
        assertThat(asked.due()).isNull();
        assertThat(asked.lapses()).isEqualTo(at("2026-12-03T13:00"));
        Target received = asked.moved(Status.NEEDS_INFO, Status.SCREENING, at("2026-11-26T09:00"), CALENDAR);
        assertThat(received.due()).isEqualTo(at("2026-11-26T15:00"));
        assertThat(received.lapses()).isNull();
    }

    @Example
    void theProviderHasThreeWorkingDaysThatTheDeskDoesNotLose() {
        Target sent = Target.submitted(MONDAY, CALENDAR)
                .moved(Status.SCREENING, Status.ISP_VERIFICATION, at("2026-11-23T10:00"), CALENDAR);
        assertThat(sent.due()).isEqualTo(at("2026-11-26T10:00"));
        Target confirmed = sent.moved(Status.ISP_VERIFICATION, Status.UNDER_REVIEW, at("2026-11-26T09:00"), CALENDAR);
        assertThat(confirmed.worked()).isEqualTo(Duration.ofHours(1));
        assertThat(confirmed.due()).isEqualTo(at("2026-11-27T10:00"));
    }

    @Example
    void aTargetThatWasMissedBeforeTheQuestionIsDueAtOnceAfterIt() {
        Target asked = Target.submitted(MONDAY, CALENDAR)
                .moved(Status.SCREENING, Status.NEEDS_INFO, at("2026-11-25T09:00"), CALENDAR);
        Instant back = at("2026-11-26T09:00");
        assertThat(asked.moved(Status.NEEDS_INFO, Status.SCREENING, back, CALENDAR)
                        .due())
                .isEqualTo(back);
    }

    @Example
    void aReopenedApplicationStartsAnew() {
        Target rejected = Target.submitted(MONDAY, CALENDAR)
                .moved(Status.SCREENING, Status.REJECTED, at("2026-11-23T15:00"), CALENDAR);
        assertThat(rejected.due()).isNull();
        assertThat(rejected.moved(Status.REJECTED, Status.SCREENING, at("2026-11-25T09:00"), CALENDAR)
                        .due())
                .isEqualTo(at("2026-11-26T11:00"));
    }
}
