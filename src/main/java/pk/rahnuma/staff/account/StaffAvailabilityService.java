package pk.rahnuma.staff.account;

import jakarta.inject.Singleton;
import pk.rahnuma.staff.StaffAccountRepository;
import pk.rahnuma.staff.StaffPermission;

/// Tells whether a member of staff can act. While no member can, the desk names no time and no place in a queue to
/// people, and does not say that staff act. The only place that decides it.
@Singleton
public class StaffAvailabilityService {

    private final StaffAccountRepository accounts;

    public StaffAvailabilityService(StaffAccountRepository accounts) {
        this.accounts = accounts;
    }

    /// True when an enabled member who has set a password has a permission; one query.
    public boolean canAnyoneAct(StaffPermission right) {
        return accounts.findActiveRoles().stream()
                .anyMatch(roles -> roles.stream().anyMatch(role -> role.hasPermission(right)));
    }
}
