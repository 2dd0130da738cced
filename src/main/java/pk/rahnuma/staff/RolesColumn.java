package pk.rahnuma.staff;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// The column `roles` of an account: names of roles, separated by spaces.
public final class RolesColumn {

    private RolesColumn() {}

    static Set<StaffRole> parseRoles(String column) {
        return Arrays.stream(column.split(" "))
                .map(StaffRole::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(StaffRole.class)));
    }

    public static String formatRoles(Collection<StaffRole> roles) {
        return roles.stream().sorted().map(StaffRole::name).collect(Collectors.joining(" "));
    }
}
