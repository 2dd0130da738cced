package pk.rahnuma.staff.account;

import java.util.Set;
import pk.rahnuma.TestSql;
import pk.rahnuma.staff.RolesColumn;
import pk.rahnuma.staff.StaffPermission;
import pk.rahnuma.staff.StaffRole;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Staff who can act or cannot, for tests without accounts.
public final class FixedStaffAvailability extends StaffAvailabilityService {

    private boolean available = true;

    public FixedStaffAvailability() {
        super(null);
    }

    /// Sets whether anybody can act; at first somebody can.
    public void setAvailable(boolean available) {
        this.available = available;
    }

    @Override
    public boolean canAnyoneAct(StaffPermission right) {
        return available;
    }

    /// Inserts an enabled account with a password that nobody knows.
    ///
    /// @return its id
    public static long insertMember(TestSql sql, StaffRole role) {
        long id = SubjectEncryptionService.newId();
        sql.execute(
                "insert into staff (id, name, name_key, roles, languages, topics, password, totp_step, created_at)"
                        + " values (?, ?, ?, ?, '', '', 'x', 0, current_timestamp)",
                id,
                "Member " + id,
                "member " + id,
                RolesColumn.formatRoles(Set.of(role)));
        return id;
    }
}
