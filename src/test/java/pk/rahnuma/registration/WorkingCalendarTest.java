package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WorkingCalendarTest {

    private static final WorkingCalendar PLAIN = new WorkingCalendar(Set.of());

    @Provide
    Arbitrary<Instant> instants() {
        // Second by second over three years.
        return Arbitraries.longs().between(1_790_000_000L, 1_885_000_000L).map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(0, 400 * 3600L).map(Duration::ofSeconds);
    }

    @Provide
    Arbitrary<WorkingCalendar> calendars() {
        return Arbitraries.integers()
                .between(0, 1100)
                .map(day -> LocalDate.of(2026, 9, 1).plusDays(day))
                .set()
                .ofMaxSize(60)
                .map(WorkingCalendar::new);
    }

    @Property
    void afterSoMuchWorkSoMuchIsWorked(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant from,
            @ForAll("durations") Duration work) {
        Instant end = calendar.addWorkingTime(from, work);
        assertThat(calendar.workingTimeBetween(from, end)).isEqualTo(work);
        if (work.isPositive()) {
            assertThat(calendar.workingTimeBetween(from, end.minusSeconds(1))).isLessThan(work);
        }
    }

    @Property
    void workAddsUpOverAnyCut(
            @ForAll("calendars") WorkingCalendar calendar,
            @ForAll("instants") Instant a,
            @ForAll("durations") Duration first,
            @ForAll("durations") Duration second) {
        Instant b = a.plus(first);
        Instant c = b.plus(second);
        assertThat(calendar.workingTimeBetween(a, b).plus(calendar.workingTimeBetween(b, c)))
                .isEqualTo(calendar.workingTimeBetween(a, c));
    }

    @Property
    void theDeskIsOpenExactlyWhileWorkIsCounted(
            @ForAll("calendars") WorkingCalendar calendar, @ForAll("instants") Instant at) {
        assertThat(calendar.isOpen(at))
                .isEqualTo(calendar.workingTimeBetween(at, at.plusSeconds(1)).equals(Duration.ofSeconds(1)));
        Instant opens = calendar.nextOpening(at);
        assertThat(calendar.isOpen(opens)).isTrue();
        assertThat(calendar.workingTimeBetween(at, opens)).isZero();
    }

    @Example
    void tenHoursFromAFridayAfternoonEndOnTuesday() {
        assertThat(PLAIN.addWorkingTime(at("2026-11-27T16:00"), Duration.ofHours(10)))
                .isEqualTo(at("2026-12-01T10:00"));
    }

    @Example
    void aHolidayDoesNotCount() {
        WorkingCalendar eid = new WorkingCalendar(Set.of(LocalDate.of(2026, 11, 30)));
        assertThat(eid.addWorkingTime(at("2026-11-27T16:00"), Duration.ofHours(10)))
                .isEqualTo(at("2026-12-02T10:00"));
        assertThat(eid.nextOpening(at("2026-11-27T17:00"))).isEqualTo(at("2026-12-01T09:00"));
    }

    @Example
    void backwardsNothingIsWorked() {
        assertThat(PLAIN.workingTimeBetween(at("2026-11-26T12:00"), at("2026-11-25T12:00")))
                .isZero();
    }

    @Example
    void theDeskOpensAtNineInPakistan() {
        assertThat(PLAIN.nextOpening(Instant.parse("2026-11-24T00:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-24T04:00:00Z"));
        assertThat(PLAIN.isOpen(Instant.parse("2026-11-24T04:00:00Z"))).isTrue();
        assertThat(PLAIN.isOpen(Instant.parse("2026-11-24T12:00:00Z"))).isFalse();
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(WorkingCalendar.PAKISTAN_ZONE).toInstant();
    }
}
