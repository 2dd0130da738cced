package pk.rahnuma.staff.record;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.staff.StaffRole;

/// The two columns that hold the roles of an account: `roles` has all, `role` the one that nodes of the version before
/// read and write. To these an administrator may all that a supervisor may, so that is what their `ADMINISTRATOR`
/// means.
public final class RoleColumns {

    private RoleColumns() {}

    /// @param roles null where the version before wrote the account. Where `role` does not fit it was written later
    static Set<StaffRole> fromColumns(String role, String roles) {
        if (roles != null) {
            Set<StaffRole> written = EnumSet.noneOf(StaffRole.class);
            Arrays.stream(roles.split(" ")).map(StaffRole::valueOf).forEach(written::add);
            if (toRoleColumn(written).equals(role)) {
                return written;
            }
        }
        StaffRole one = StaffRole.valueOf(role);
        return one == StaffRole.ADMINISTRATOR ? EnumSet.of(StaffRole.SUPERVISOR, one) : EnumSet.of(one);
    }

    /// The column `roles`.
    public static String toRolesColumn(Set<StaffRole> roles) {
        return roles.stream().sorted().map(StaffRole::name).collect(Collectors.joining(" "));
    }

    /// The column `role`: the one that may most.
    static String toRoleColumn(Set<StaffRole> roles) {
        return roles.stream().max(Comparator.naturalOrder()).orElseThrow().name();
    }
}
