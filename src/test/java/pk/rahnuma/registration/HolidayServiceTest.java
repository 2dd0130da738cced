package pk.rahnuma.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.AuthenticatedStaff;
import pk.rahnuma.staff.StaffAuditFixture;
import pk.rahnuma.vault.SubjectEncryptionService;

@OnEachDatabase
class HolidayServiceTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T04:00:00Z");

    private final TestDatabase database;

    HolidayServiceTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void holidaysThatStaffKeepAreDaysOffAndInTheAuditLog() {
        HolidayService holidays = new HolidayService(
                database.transactions(),
                database.getBean(HolidayRepository.class),
                StaffAuditFixture.over(database),
                Clock.fixed(MONDAY, ZoneOffset.UTC));
        AuthenticatedStaff sana = StaffAuditFixture.signedIn(SubjectEncryptionService.newId(), "Sana");
        LocalDate eid = LocalDate.of(2027, 3, 10);
        holidays.addHoliday(sana, eid, "Eid", MONDAY);
        holidays.addHoliday(sana, eid, "Eid ul-Fitr", MONDAY);
        assertThat(holidays.findHolidays()).contains(eid);
        assertThat(holidays.listHolidays()).contains(new PublicHoliday(eid, "Eid ul-Fitr", "Sana"));
        holidays.removeHoliday(sana, eid, MONDAY);
        assertThat(holidays.findHolidays()).doesNotContain(eid);
        assertThat(StaffAuditFixture.readActions(database, sana, "holiday.added", "holiday.removed"))
                .containsExactly("holiday.added", "holiday.added", "holiday.removed");
    }

    @Test
    void holidaysAreListedInOrder() {
        HolidayRepository holidays = database.getBean(HolidayRepository.class);
        List<LocalDate> days = List.of(LocalDate.of(2030, 3, 1), LocalDate.of(2030, 1, 1), LocalDate.of(2030, 12, 25));
        for (LocalDate day : days) {
            holidays.saveHoliday(HolidayRow.fromHoliday(new PublicHoliday(day, "Off", "Sana"), MONDAY));
        }
        assertThat(holidays.listHolidays())
                .extracting(PublicHoliday::day)
                .containsSubsequence(days.get(1), days.get(0), days.get(2));
        days.forEach(day -> holidays.deleteById(day.toString()));
    }
}
