package pk.rahnuma.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
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
    void eachOfTheFirstFourMayAllThatTheOneBeforeMay() {
        assertThat(Role.REVIEWER.rights()).containsAll(Role.AGENT.rights());
        assertThat(Role.SUPERVISOR.rights()).containsAll(Role.REVIEWER.rights());
        assertThat(Role.ADMINISTRATOR.rights()).containsAll(Role.SUPERVISOR.rights());
    }

    @Test
    void whatWeighsMostIsForFew() {
        assertThat(who(Right.MANAGE_STAFF)).containsOnly(Role.ADMINISTRATOR);
        assertThat(who(Right.READ_AUDIT)).containsOnly(Role.ADMINISTRATOR, Role.AUDITOR);
        assertThat(who(Right.DECIDE)).doesNotContain(Role.AGENT, Role.AUDITOR);
        assertThat(who(Right.REVEAL)).doesNotContain(Role.AGENT, Role.AUDITOR);
        assertThat(who(Right.APPROVE_SECOND)).containsOnly(Role.SUPERVISOR, Role.ADMINISTRATOR);
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
