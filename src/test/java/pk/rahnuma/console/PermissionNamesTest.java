package pk.rahnuma.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pk.rahnuma.staff.StaffPermission;

/// Names of permissions in annotations.
class PermissionNamesTest {

    private final PermissionRolesFinder finder = new PermissionRolesFinder();

    @Test
    void theNamesAreThoseOfThePermissions() {
        assertThat(Stream.of(PermissionNames.class.getFields())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .filter(field -> !field.getName().equals("AND"))
                        .collect(Collectors.toMap(Field::getName, PermissionNamesTest::value)))
                .isEqualTo(Stream.of(StaffPermission.values())
                        .collect(Collectors.toMap(StaffPermission::name, StaffPermission::name)));
    }

    @Test
    void aValueOfTwoPermissionsNeedsBoth() {
        List<String> both = List.of(PermissionNames.READ_TICKETS + PermissionNames.AND + PermissionNames.EXPORT);
        assertThat(finder.hasAnyRequiredRoles(both, List.of(PermissionNames.EXPORT)))
                .isFalse();
        assertThat(finder.hasAnyRequiredRoles(both, List.of(PermissionNames.READ_TICKETS)))
                .isFalse();
        assertThat(finder.hasAnyRequiredRoles(both, List.of(PermissionNames.EXPORT, PermissionNames.READ_TICKETS)))
                .isTrue();
    }

    @Test
    void ofTwoValuesOneIsEnough() {
        List<String> either = List.of(PermissionNames.READ_TICKETS, PermissionNames.EXPORT);
        assertThat(finder.hasAnyRequiredRoles(either, List.of(PermissionNames.EXPORT)))
                .isTrue();
        assertThat(finder.hasAnyRequiredRoles(either, List.of(PermissionNames.REVEAL)))
                .isFalse();
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
