package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.ask;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pk.rahnuma.OnEachDatabase;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditChainFixture;
import pk.rahnuma.person.LookupFailureRepository;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.vault.ExportedText;

@OnEachDatabase
class OrganisationMembersTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final DomainFixture rooms;
    private final OrganisationFixture houses;
    private final long ayesha;
    private final long bilal;
    private final long sana;
    private final String alif;

    OrganisationMembersTest(TestDatabase database) {
        this.rooms = new DomainFixture(database);
        this.houses = rooms.houses;
        this.ayesha = rooms.person("en");
        this.bilal = rooms.person("ur");
        this.sana = rooms.person("ur-Latn");
        // What the tests before have left.
        houses.telling.run(MONDAY);
        houses.invitations.prune(MONDAY.plus(DAY.multipliedBy(99)), 1000);
        this.alif = houses.make(ayesha, "Alif", MONDAY);
    }

    @Test
    void anInvitationIsALinkAndACodeThatTellsOnlyWhoHoldsIt() {
        CreateInvitationAction.Out out = invite(ayesha, "viewer");
        assertThat(out.telegram()).isEqualTo("https://t.me/TestBot?start=join-" + out.code());
        assertThat(out.page()).isEmpty();
        assertThat(out.expires()).isEqualTo(MONDAY.plus(DAY.multipliedBy(7)));
        assertThat(invited(bilal, out.code(), MONDAY))
                .isEqualTo(new ShowInvitationAction.Out(true, "", 0, "Alif", "viewer", false));
        assertThat(invited(bilal, " " + out.code().toUpperCase(java.util.Locale.ROOT), MONDAY)
                        .found())
                .isTrue();
        assertThat(invited(ayesha, out.code(), MONDAY).member()).isTrue();
    }

    @Test
    void namesOfMembersThatWereSwappedDoNotOpen() {
        houses.letIn(alif, ayesha, bilal, "viewer", MONDAY);
        long organisation =
                houses.memberships.ofPersons(List.of(bilal)).getFirst().organisation();
        assertThat(houses.memberships.names(List.of(organisation)).values())
                .containsExactlyInAnyOrder("Owner Alif", "Member");
        rooms.database.swap("membership", "name", "person_id", ayesha, bilal);
        assertThatThrownBy(() -> houses.memberships.names(List.of(organisation)))
                .hasMessageStartingWith("cannot open membership.name");
    }

    @Test
    void onlyOwnersInviteAndNobodyAsOwner() {
        houses.letIn(alif, ayesha, bilal, "representative", MONDAY);
        assertThat(invite(bilal, "viewer").problem()).isEqualTo("not_allowed");
        assertThat(invite(sana, "viewer").problem()).isEqualTo("not_allowed");
        assertThat(invite(ayesha, "owner").problem()).isEqualTo("not_allowed");
        assertThat(houses.invite
                        .run(List.of(ask(ayesha, new CreateInvitationAction.In("zz", "viewer"), MONDAY)))
                        .getFirst()
                        .problem())
                .isEqualTo("not_allowed");
    }

    @Test
    void wrongUsedAndExpiredAreAnsweredAlikeAndCounted() {
        String used = invite(ayesha, "viewer").code();
        assertThat(join(bilal, used, MONDAY).done()).isTrue();
        String old = invite(ayesha, "viewer").code();
        Instant later = MONDAY.plus(DAY.multipliedBy(7));
        ShowInvitationAction.Out none = new ShowInvitationAction.Out(false, "not_found", 0, "", "", false);
        assertThat(invited(sana, "nonsense", later)).isEqualTo(none);
        assertThat(invited(sana, used, later)).isEqualTo(none);
        assertThat(invited(sana, old, later)).isEqualTo(none);
        assertThat(join(sana, used, later)).isEqualTo(new JoinOrganisationAction.Out(false, "not_found"));
        assertThat(join(sana, old, later)).isEqualTo(new JoinOrganisationAction.Out(false, "not_found"));
        for (int i = 3; i < LookupFailureRepository.FREE; i++) {
            assertThat(invited(sana, "nonsense" + i, later)).isEqualTo(none);
        }
        String good = houses.invite
                .run(List.of(ask(ayesha, new CreateInvitationAction.In(alif, "viewer"), later)))
                .getFirst()
                .code();
        assertThat(invited(sana, good, later)).isEqualTo(new ShowInvitationAction.Out(false, "wait", 1, "", "", false));
        assertThat(invited(sana, good, later.plus(LookupFailureRepository.PAUSE))
                        .found())
                .isTrue();
    }

    @Test
    void oneInvitationLetsOnePersonAskAlsoWithinOneBatch() {
        String code = invite(ayesha, "viewer").code();
        List<JoinOrganisationAction.Out> outs = houses.join.run(List.of(
                ask(bilal, new JoinOrganisationAction.In(code, "Bilal"), MONDAY),
                ask(
                        sana,
                        new JoinOrganisationAction.In(" " + code.toUpperCase(java.util.Locale.ROOT), "Sana"),
                        MONDAY)));
        assertThat(outs)
                .containsExactly(
                        new JoinOrganisationAction.Out(true, ""), new JoinOrganisationAction.Out(false, "not_found"));
    }

    @Test
    void whoWaitsSeesNothingAndTheOwnerIsToldAndDecides() {
        join(bilal, invite(ayesha, "representative").code(), MONDAY);
        assertThat(one(bilal).found()).isFalse();
        assertThat(rooms.organisations.roles(List.of(bilal))).isEmpty();
        assertThat(houses.telling.run(MONDAY)).isEqualTo(1);
        assertThat(houses.telling.run(MONDAY)).isZero();
        assertThat(rooms.said(ayesha)).containsExactly("en member_asked Alif owner");
        ShowOrganisationAction.Out seen = one(ayesha);
        assertThat(seen.waiting())
                .extracting(ShowOrganisationAction.Member::name)
                .containsExactly("Joins");
        assertThat(seen.ways())
                .extracting(ShowOrganisationAction.AvailableAction::code)
                .startsWith("decide", "invite");
        assertThat(houses.set(alif, ayesha, seen.waiting().getFirst().member(), "approve", MONDAY)
                        .done())
                .isTrue();
        houses.telling.run(MONDAY);
        assertThat(rooms.said(bilal)).containsExactly("ur member_approved Alif representative");
        assertThat(one(bilal).role()).isEqualTo("representative");
        assertThat(one(bilal).waiting()).isEmpty();
    }

    @Test
    void whoIsDeclinedIsToldAndMayBeInvitedAgain() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        String code = one(ayesha).waiting().getFirst().member();
        assertThat(houses.set(alif, ayesha, code, "decline", MONDAY).done()).isTrue();
        houses.telling.run(MONDAY);
        assertThat(rooms.said(bilal)).containsExactly("ur member_declined Alif ");
        assertThat(houses.set(alif, ayesha, code, "approve", MONDAY).problem()).isEqualTo("not_possible");
        assertThat(join(bilal, invite(ayesha, "viewer").code(), MONDAY).done()).isTrue();
    }

    @Test
    void whoGivesUpWaitingCannotBeLetInAnyMore() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        String code = one(ayesha).waiting().getFirst().member();
        assertThat(houses.set(alif, bilal, "", "remove", MONDAY).done()).isTrue();
        assertThat(houses.set(alif, ayesha, code, "approve", MONDAY).problem()).isEqualTo("not_possible");
        assertThat(rooms.organisations.roles(List.of(bilal))).isEmpty();
    }

    @Test
    void whoWaitsOrIsNoOwnerChangesNobody() {
        houses.letIn(alif, ayesha, bilal, "representative", MONDAY);
        join(sana, invite(ayesha, "viewer").code(), MONDAY);
        String ofAyesha = houses.member(alif, ayesha, ayesha);
        String ofSana = houses.member(alif, ayesha, sana);
        for (long person : List.of(bilal, sana)) {
            for (String to : List.of("approve", "decline", "remove", "owner", "viewer", "nonsense")) {
                assertThat(houses.set(alif, person, ofAyesha, to, MONDAY).problem())
                        .isEqualTo("not_possible");
                assertThat(houses.set(alif, person, ofSana, to.equals("remove") ? "owner" : to, MONDAY)
                                .problem())
                        .isEqualTo("not_possible");
            }
        }
        assertThat(houses.set(alif, bilal, "", "owner", MONDAY).problem()).isEqualTo("not_possible");
    }

    @Test
    void theLastOwnerStaysUntilThereIsAnother() {
        houses.letIn(alif, ayesha, bilal, "viewer", MONDAY);
        for (String to : List.of("remove", "viewer")) {
            assertThat(houses.set(alif, ayesha, "", to, MONDAY).problem()).isEqualTo("last_owner");
        }
        assertThat(houses.set(alif, ayesha, houses.member(alif, ayesha, bilal), "owner", MONDAY)
                        .done())
                .isTrue();
        assertThat(houses.set(alif, ayesha, "", "remove", MONDAY).done()).isTrue();
        assertThat(one(ayesha).found()).isFalse();
        assertThat(houses.set(alif, bilal, "", "remove", MONDAY).problem()).isEqualTo("last_owner");
    }

    @Test
    void twoOwnersWhoLeaveInOneBatchLeaveOneBehind() {
        houses.letIn(alif, ayesha, bilal, "viewer", MONDAY);
        houses.set(alif, ayesha, houses.member(alif, ayesha, bilal), "owner", MONDAY);
        List<ChangeMemberAction.Out> outs = houses.setMember.run(List.of(
                ask(ayesha, new ChangeMemberAction.In(alif, "", "remove"), MONDAY),
                ask(bilal, new ChangeMemberAction.In(alif, "", "remove"), MONDAY)));
        assertThat(outs).extracting(ChangeMemberAction.Out::problem).containsExactly("", "last_owner");
    }

    @Test
    void whoIsRemovedIsToldAndTheRoleTheyHadIsGone() {
        houses.letIn(alif, ayesha, bilal, "representative", MONDAY);
        houses.set(alif, ayesha, houses.member(alif, ayesha, bilal), "viewer", MONDAY);
        houses.telling.run(MONDAY);
        houses.set(alif, ayesha, houses.member(alif, ayesha, bilal), "remove", MONDAY);
        houses.telling.run(MONDAY);
        assertThat(rooms.said(bilal))
                .containsExactlyInAnyOrder(
                        "ur member_approved Alif viewer", "ur member_role Alif viewer", "ur member_removed Alif ");
        assertThat(rooms.organisations.roles(List.of(bilal))).isEmpty();
    }

    @Test
    void everyStepIsInTheLogOfTheOrganisationWithoutNames() {
        houses.letIn(alif, ayesha, bilal, "representative", MONDAY);
        houses.set(alif, bilal, "", "remove", MONDAY);
        long id = Organisation.id(alif).orElseThrow();
        assertThat(AuditChainFixture.entries(rooms.audit, id))
                .extracting(entry -> entry.what())
                .containsExactly(
                        "organisation.made", "member.invited", "member.asked", "member.approved", "member.left");
        assertThat(AuditChainFixture.entries(rooms.audit, id))
                .allMatch(entry -> !entry.toString().contains("Alif"));
        assertThat(AuditChainFixture.faults(rooms.audit, id)).isEmpty();
    }

    @Test
    void anOrganisationHasFiftyMembersAndInvitationsAtMost() {
        List<CreateInvitationAction.Out> outs = new ArrayList<>();
        for (int i = 0; i < OrganisationService.MEMBERS; i++) {
            outs.add(invite(ayesha, "viewer"));
        }
        assertThat(outs.subList(0, OrganisationService.MEMBERS - 1)).allMatch(CreateInvitationAction.Out::done);
        assertThat(outs.getLast().problem()).isEqualTo("full");
        assertThat(houses.invitations.prune(MONDAY.plus(DAY.multipliedBy(8)), 1000))
                .isEqualTo(OrganisationService.MEMBERS - 1);
    }

    @Test
    void aNoticeToSomebodyAtWorkWaits() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        rooms.database.jdbi().useTransaction(handle -> {
            rooms.persons.lock(ayesha);
            assertThat(java.util.concurrent.CompletableFuture.supplyAsync(() -> houses.telling.run(MONDAY))
                            .join())
                    .isZero();
        });
        assertThat(houses.telling.run(MONDAY)).isEqualTo(1);
    }

    @Test
    void whoIsErasedLeavesAndTheLongestRepresentativeOwnsIt() {
        houses.letIn(alif, ayesha, sana, "viewer", MONDAY);
        houses.letIn(alif, ayesha, bilal, "representative", MONDAY.plusSeconds(1));
        houses.telling.run(MONDAY);
        rooms.database.jdbi().useTransaction(handle -> {
            rooms.persons.lock(ayesha);
            assertThat(houses.keeper.takesAlong(ayesha)).isEmpty();
            houses.keeper.erase(ayesha, MONDAY);
        });
        assertThat(one(bilal).role()).isEqualTo("owner");
        assertThat(one(bilal).members()).hasSize(2);
        houses.telling.run(MONDAY);
        assertThat(rooms.said(bilal)).endsWith("ur member_role Alif owner");
        assertThat(houses.keeper.tell(ayesha)).isEmpty();
    }

    @Test
    void withItsOnlyMemberAnOrganisationGoesEvenIfSomebodyWaits() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        long id = Organisation.id(alif).orElseThrow();
        rooms.database.jdbi().useTransaction(handle -> {
            assertThat(houses.keeper.takesAlong(bilal)).isEmpty();
            assertThat(houses.keeper.takesAlong(ayesha)).containsExactly(id);
            houses.keeper.erase(ayesha, MONDAY);
            houses.keeper.erase(id, MONDAY);
        });
        assertThat(rooms.organisations.names(List.of(id))).isEmpty();
        assertThat(houses.memberships.ofPersons(List.of(ayesha, bilal))).isEmpty();
        assertThat(houses.telling.run(MONDAY)).isZero();
    }

    @Test
    void aPersonIsToldWhatTheyActFor() {
        houses.letIn(alif, ayesha, bilal, "viewer", MONDAY);
        assertThat(ExportedText.of(houses.keeper.tell(bilal))).contains("Alif", "viewer", "Member");
        assertThat(houses.keeper.tell(sana)).isEmpty();
        assertThat(houses.keeper.stillNeeded(List.of(bilal, sana))).containsExactly(bilal);
    }

    private CreateInvitationAction.Out invite(long owner, String role) {
        return houses.invite
                .run(List.of(ask(owner, new CreateInvitationAction.In(alif, role), MONDAY)))
                .getFirst();
    }

    private ShowInvitationAction.Out invited(long person, String code, Instant now) {
        return houses.invited
                .run(List.of(ask(person, new ShowInvitationAction.In(code), now)))
                .getFirst();
    }

    private JoinOrganisationAction.Out join(long person, String code, Instant now) {
        return houses.join
                .run(List.of(ask(person, new JoinOrganisationAction.In(code, "Joins"), now)))
                .getFirst();
    }

    private ShowOrganisationAction.Out one(long person) {
        return houses.one
                .run(List.of(ask(person, new ShowOrganisationAction.In(alif), MONDAY)))
                .getFirst();
    }
}
