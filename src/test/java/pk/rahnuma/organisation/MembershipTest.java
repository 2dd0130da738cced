package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {

    private static final Instant EARLIER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-02T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "OWNER, ACTIVE, VIEWER, ACTIVE, OWNER, ACTIVE",
        "VIEWER, ACTIVE, REPRESENTATIVE, ACTIVE, REPRESENTATIVE, ACTIVE",
        "OWNER, WAITING, VIEWER, ACTIVE, VIEWER, ACTIVE",
        "VIEWER, ACTIVE, OWNER, WAITING, VIEWER, ACTIVE",
        "OWNER, WAITING, VIEWER, WAITING, OWNER, WAITING"
    })
    void ofTwoMembershipsTheHigherRoleStaysAndARequestAddsNothing(
            OrganisationRole role,
            Membership.State state,
            OrganisationRole otherRole,
            Membership.State otherState,
            OrganisationRole expected,
            Membership.State expectedState) {
        Membership joined = new Membership(1, 2, role, state, LATER)
                .joinedInto(3, Optional.of(new Membership(1, 3, otherRole, otherState, EARLIER)));
        assertThat(joined.person()).isEqualTo(3);
        assertThat(joined.role()).isEqualTo(expected);
        assertThat(joined.state()).isEqualTo(expectedState);
    }
}
