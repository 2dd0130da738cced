package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StaffRoleTest {

    @Test
    void anAuditorOnlyReadsAndSeesNothingUnmasked() {
        assertThat(permissionsOf(StaffRole.AUDITOR))
                .containsExactlyInAnyOrder(
                        StaffPermission.READ_TICKETS,
                        StaffPermission.READ_APPLICATIONS,
                        StaffPermission.SEE_CHARTS,
                        StaffPermission.EXPORT,
                        StaffPermission.READ_STAFF,
                        StaffPermission.READ_AUDIT);
    }

    @Test
    void eachOfTheFirstThreeMayAllThatTheOneBeforeMay() {
        assertThat(permissionsOf(StaffRole.REVIEWER)).containsAll(permissionsOf(StaffRole.AGENT));
        assertThat(permissionsOf(StaffRole.SUPERVISOR)).containsAll(permissionsOf(StaffRole.REVIEWER));
    }

    @Test
    void criticalPermissionsBelongToFewRoles() {
        assertThat(who(StaffPermission.MANAGE_STAFF)).containsOnly(StaffRole.ADMINISTRATOR);
        assertThat(who(StaffPermission.READ_AUDIT)).containsOnly(StaffRole.ADMINISTRATOR, StaffRole.AUDITOR);
        assertThat(who(StaffPermission.DECIDE)).doesNotContain(StaffRole.AGENT, StaffRole.AUDITOR);
        assertThat(who(StaffPermission.REVEAL)).doesNotContain(StaffRole.AGENT, StaffRole.AUDITOR);
        assertThat(who(StaffPermission.APPROVE_SECOND)).containsOnly(StaffRole.SUPERVISOR);
    }

    @Test
    void anAdministratorManagesAccountsAndDecidesNothing() {
        assertThat(permissionsOf(StaffRole.ADMINISTRATOR))
                .contains(StaffPermission.MANAGE_STAFF, StaffPermission.READ_STAFF, StaffPermission.READ_AUDIT)
                .doesNotContain(
                        StaffPermission.DECIDE,
                        StaffPermission.APPROVE_SECOND,
                        StaffPermission.REVEAL,
                        StaffPermission.ANSWER_TICKETS,
                        StaffPermission.READ_TICKETS,
                        StaffPermission.READ_APPLICATIONS,
                        StaffPermission.READ_DOCUMENTS,
                        StaffPermission.MANAGE_LETTERS);
    }

    @Test
    void aMemberMayWhatAnyOfTheirRolesMay() {
        StaffMember both = member(StaffRole.REVIEWER, StaffRole.ADMINISTRATOR);
        assertThat(EnumSet.allOf(StaffPermission.class).stream().filter(both::hasPermission))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                permissionsOf(StaffRole.REVIEWER).stream(),
                                permissionsOf(StaffRole.ADMINISTRATOR).stream())
                        .collect(Collectors.toSet()));
        assertThat(both.managesAndDecides()).isTrue();
        assertThat(member(StaffRole.ADMINISTRATOR).managesAndDecides()).isFalse();
        assertThat(member(StaffRole.AGENT, StaffRole.ADMINISTRATOR).managesAndDecides())
                .isFalse();
        assertThat(member(StaffRole.SUPERVISOR).managesAndDecides()).isFalse();
    }

    private static StaffMember member(StaffRole... roles) {
        return new StaffMember(7, "Sana", Set.of(roles), Set.of(), Set.of(), true, true, Instant.EPOCH, null);
    }

    @Test
    void everyPermissionBelongsToARole() {
        assertThat(Arrays.stream(StaffRole.values()).flatMap(role -> permissionsOf(role).stream()))
                .containsAll(EnumSet.allOf(StaffPermission.class));
    }

    private static Set<StaffPermission> permissionsOf(StaffRole role) {
        return Arrays.stream(StaffPermission.values())
                .filter(role::hasPermission)
                .collect(Collectors.toSet());
    }

    private static Set<StaffRole> who(StaffPermission right) {
        return Arrays.stream(StaffRole.values())
                .filter(role -> role.hasPermission(right))
                .collect(Collectors.toSet());
    }
}
