package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoleTest {

    @Test
    void anAuditorOnlyReadsAndSeesNothingUnmasked() {
        assertThat(Role.AUDITOR.rights())
                .noneMatch(Right::changes)
                .doesNotContain(Right.REVEAL, Right.READ_DOCUMENTS)
                .contains(Right.READ_AUDIT);
    }

    @Test
    void eachOfTheFirstThreeMayAllThatTheOneBeforeMay() {
        assertThat(Role.REVIEWER.rights()).containsAll(Role.AGENT.rights());
        assertThat(Role.SUPERVISOR.rights()).containsAll(Role.REVIEWER.rights());
    }

    @Test
    void whatWeighsMostIsForFew() {
        assertThat(who(Right.MANAGE_STAFF)).containsOnly(Role.ADMINISTRATOR);
        assertThat(who(Right.READ_AUDIT)).containsOnly(Role.ADMINISTRATOR, Role.AUDITOR);
        assertThat(who(Right.DECIDE)).doesNotContain(Role.AGENT, Role.AUDITOR);
        assertThat(who(Right.REVEAL)).doesNotContain(Role.AGENT, Role.AUDITOR);
        assertThat(who(Right.APPROVE_SECOND)).containsOnly(Role.SUPERVISOR);
    }

    @Test
    void anAdministratorManagesAccountsAndDecidesNothing() {
        assertThat(Role.ADMINISTRATOR.rights())
                .contains(Right.MANAGE_STAFF, Right.READ_STAFF, Right.READ_AUDIT)
                .doesNotContain(
                        Right.DECIDE,
                        Right.APPROVE_SECOND,
                        Right.REVEAL,
                        Right.ANSWER_TICKETS,
                        Right.READ_TICKETS,
                        Right.READ_APPLICATIONS,
                        Right.READ_DOCUMENTS,
                        Right.MANAGE_LETTERS);
    }

    @Test
    void aMemberMayWhatAnyOfTheirRolesMay() {
        Member both = member(Role.REVIEWER, Role.ADMINISTRATOR);
        assertThat(EnumSet.allOf(Right.class).stream().filter(both::may))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Role.REVIEWER.rights().stream(), Role.ADMINISTRATOR.rights().stream())
                                .collect(Collectors.toSet()));
        assertThat(both.managesAndDecides()).isTrue();
        assertThat(member(Role.ADMINISTRATOR).managesAndDecides()).isFalse();
        assertThat(member(Role.AGENT, Role.ADMINISTRATOR).managesAndDecides()).isFalse();
        assertThat(member(Role.SUPERVISOR).managesAndDecides()).isFalse();
    }

    private static Member member(Role... roles) {
        return new Member(7, "Sana", Set.of(roles), Set.of(), Set.of(), true, true, Instant.EPOCH, null);
    }

    @Test
    void everyRightIsSomebodys() {
        assertThat(Arrays.stream(Role.values()).flatMap(role -> role.rights().stream()))
                .containsAll(EnumSet.allOf(Right.class));
    }

    private static Set<Role> who(Right right) {
        return Arrays.stream(Role.values()).filter(role -> role.may(right)).collect(Collectors.toSet());
    }
}
