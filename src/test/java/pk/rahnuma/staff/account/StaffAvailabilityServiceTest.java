package pk.rahnuma.staff.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;

@OnEachDatabase(always = true)
class StaffAvailabilityServiceTest {

    private final TestDatabase database;
    private final StaffAvailabilityService staff;

    StaffAvailabilityServiceTest(TestDatabase database) {
        this.database = database;
        this.staff = database.getBean(StaffAvailabilityService.class);
        database.sql().execute("delete from staff");
    }

    private void assertAvailable(boolean answers, boolean decides) {
        assertThat(staff.canAnyoneAct(StaffPermission.ANSWER_TICKETS)).isEqualTo(answers);
        assertThat(staff.canAnyoneAct(StaffPermission.DECIDE)).isEqualTo(decides);
    }

    @Test
    void onlyAnEnabledMemberWithThePermissionCanAct() {
        assertAvailable(false, false);
        FixedStaffAvailability.insertMember(database.sql(), StaffRole.ADMINISTRATOR);
        FixedStaffAvailability.insertMember(database.sql(), StaffRole.AUDITOR);
        assertAvailable(false, false);
        FixedStaffAvailability.insertMember(database.sql(), StaffRole.AGENT);
        assertAvailable(true, false);
        long reviewer = FixedStaffAvailability.insertMember(database.sql(), StaffRole.REVIEWER);
        assertAvailable(true, true);
        database.sql().execute("update staff set disabled_at = current_timestamp where id = ?", reviewer);
        assertAvailable(true, false);
    }

    @Test
    void aMemberWhoHasNotOpenedTheirLinkYetCannotAct() {
        long reviewer = FixedStaffAvailability.insertMember(database.sql(), StaffRole.REVIEWER);
        database.sql().execute("update staff set password = null where id = ?", reviewer);
        assertAvailable(false, false);
    }
}
