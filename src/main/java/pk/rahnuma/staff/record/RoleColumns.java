package pk.rahnuma.staff.record;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.staff.StaffRole;

/// The two columns with the roles of an account: `roles` has all, `role` the one that nodes of the previous version
/// read and write. There, an administrator has all permissions of a supervisor, which is the meaning of their
/// `ADMINISTRATOR`.
public final class RoleColumns {

    private RoleColumns() {}

    /// Roles of an account.
    ///
    /// @param roles null when the previous version wrote the account. If `role` does not match, it was written later
    static Set<StaffRole> fromColumns(StaffRole role, String roles) {
        if (roles != null) {
            Set<StaffRole> written = EnumSet.noneOf(StaffRole.class);
            Arrays.stream(roles.split(" ")).map(StaffRole::valueOf).forEach(written::add);
            if (toRoleColumn(written) == role) {
                return written;
            }
        }
        return role == StaffRole.ADMINISTRATOR ? EnumSet.of(StaffRole.SUPERVISOR, role) : EnumSet.of(role);
    }

    /// Value of the column `roles`.
    public static String toRolesColumn(Set<StaffRole> roles) {
        return roles.stream().sorted().map(StaffRole::name).collect(Collectors.joining(" "));
    }

    /// Value of the column `role`: the role with the most permissions.
    static StaffRole toRoleColumn(Set<StaffRole> roles) {
        return roles.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
