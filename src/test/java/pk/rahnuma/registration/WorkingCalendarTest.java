package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pk.rahnuma.random.RandomTest;
import pk.rahnuma.random.RandomValues;

class WorkingCalendarTest {

    private static final WorkingCalendar PLAIN = new WorkingCalendar(Set.of());

    /// Second by second over three years.
    private static Instant anyInstant(RandomValues random) {
        return Instant.ofEpochSecond(random.longBetween(1_790_000_000L, 1_885_000_000L));
    }

    private static Duration anyDuration(RandomValues random) {
        return Duration.ofSeconds(random.longBetween(0, 400 * 3600L));
    }

    private static WorkingCalendar anyCalendar(RandomValues random) {
        LocalDate first = LocalDate.of(2026, 9, 1);
        return new WorkingCalendar(
                new HashSet<>(random.makeList(0, 60, () -> first.plusDays(random.intBetween(0, 1100)))));
    }

    @RandomTest(tries = 200)
    void afterSoMuchWorkSoMuchIsWorked(RandomValues random) {
        WorkingCalendar calendar = anyCalendar(random);
        Instant from = anyInstant(random);
        Duration work = anyDuration(random);
        Instant end = calendar.addWorkingTime(from, work);
        assertThat(calendar.workingTimeBetween(from, end)).isEqualTo(work);
        if (work.isPositive()) {
            assertThat(calendar.workingTimeBetween(from, end.minusSeconds(1))).isLessThan(work);
        }
    }

    @RandomTest(tries = 200)
    void workAddsUpOverAnyCut(RandomValues random) {
        WorkingCalendar calendar = anyCalendar(random);
        Instant a = anyInstant(random);
        Instant b = a.plus(anyDuration(random));
        Instant c = b.plus(anyDuration(random));
        assertThat(calendar.workingTimeBetween(a, b).plus(calendar.workingTimeBetween(b, c)))
                .isEqualTo(calendar.workingTimeBetween(a, c));
    }

    @RandomTest(tries = 200)
    void theDeskIsOpenExactlyWhileWorkIsCounted(RandomValues random) {
        WorkingCalendar calendar = anyCalendar(random);
        Instant at = anyInstant(random);
        assertThat(calendar.isOpen(at))
                .isEqualTo(calendar.workingTimeBetween(at, at.plusSeconds(1)).equals(Duration.ofSeconds(1)));
        Instant opens = calendar.nextOpening(at);
        assertThat(calendar.isOpen(opens)).isTrue();
        assertThat(calendar.workingTimeBetween(at, opens)).isZero();
    }

    @Test
    void tenHoursFromAFridayAfternoonEndOnTuesday() {
        assertThat(PLAIN.addWorkingTime(at("2026-11-27T16:00"), Duration.ofHours(10)))
                .isEqualTo(at("2026-12-01T10:00"));
    }

    @Test
    void aHolidayDoesNotCount() {
        WorkingCalendar eid = new WorkingCalendar(Set.of(LocalDate.of(2026, 11, 30)));
        assertThat(eid.addWorkingTime(at("2026-11-27T16:00"), Duration.ofHours(10)))
                .isEqualTo(at("2026-12-02T10:00"));
        assertThat(eid.nextOpening(at("2026-11-27T17:00"))).isEqualTo(at("2026-12-01T09:00"));
    }

    @Test
    void backwardsNothingIsWorked() {
        assertThat(PLAIN.workingTimeBetween(at("2026-11-26T12:00"), at("2026-11-25T12:00")))
                .isZero();
    }

    @Test
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
