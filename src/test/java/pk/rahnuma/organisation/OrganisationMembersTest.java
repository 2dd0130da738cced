package pk.rahnuma.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pk.rahnuma.registration.DomainFixture.MONDAY;
import static pk.rahnuma.registration.DomainFixture.createRequest;
import static pk.rahnuma.registration.DomainFixture.execute;

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

    private final DomainFixture fixture;
    private final OrganisationFixture organisationFixture;
    private final long ayesha;
    private final long bilal;
    private final long sana;
    private final String alif;

    OrganisationMembersTest(TestDatabase database) {
        this.fixture = new DomainFixture(database);
        this.organisationFixture = fixture.organisationFixture;
        this.ayesha = fixture.createPerson("en");
        this.bilal = fixture.createPerson("ur");
        this.sana = fixture.createPerson("ur-Latn");
        // Notices that the tests before have left.
        organisationFixture.noticeJob.sendMemberNotices();
        this.alif = organisationFixture.createOrganisation(ayesha, "Alif", MONDAY);
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
        organisationFixture.admitMember(alif, ayesha, bilal, "viewer", MONDAY);
        long organisation = organisationFixture
                .memberships
                .findByPersons(List.of(bilal))
                .getFirst()
                .organisation();
        assertThat(organisationFixture
                        .memberships
                        .findNames(List.of(organisation))
                        .values())
                .containsExactlyInAnyOrder("Owner Alif", "Member");
        fixture.database.swapValues("membership", "name", "person_id", ayesha, bilal);
        assertThatThrownBy(() -> organisationFixture.memberships.findNames(List.of(organisation)))
                .hasMessageStartingWith("cannot open membership.name");
    }

    @Test
    void onlyOwnersInviteAndNeverAsOwner() {
        organisationFixture.admitMember(alif, ayesha, bilal, "representative", MONDAY);
        assertThat(invite(bilal, "viewer").problem()).isEqualTo("not_allowed");
        assertThat(invite(sana, "viewer").problem()).isEqualTo("not_allowed");
        assertThat(invite(ayesha, "owner").problem()).isEqualTo("not_allowed");
        assertThat(execute(organisationFixture.invite, ayesha, new CreateInvitationAction.In("zz", "viewer"), MONDAY)
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
        for (int i = 3; i < LookupFailureRepository.MAX_FREE_FAILURES; i++) {
            assertThat(invited(sana, "nonsense" + i, later)).isEqualTo(none);
        }
        String good = execute(organisationFixture.invite, ayesha, new CreateInvitationAction.In(alif, "viewer"), later)
                .code();
        assertThat(invited(sana, good, later)).isEqualTo(new ShowInvitationAction.Out(false, "wait", 1, "", "", false));
        assertThat(invited(sana, good, later.plus(LookupFailureRepository.FIRST_PAUSE))
                        .found())
                .isTrue();
    }

    @Test
    void oneInvitationLetsOnePersonAskAlsoWithinOneBatch() {
        String code = invite(ayesha, "viewer").code();
        List<JoinOrganisationAction.Out> outs = organisationFixture.join.executeAll(List.of(
                createRequest(bilal, new JoinOrganisationAction.In(code, "Bilal"), MONDAY),
                createRequest(
                        sana,
                        new JoinOrganisationAction.In(" " + code.toUpperCase(java.util.Locale.ROOT), "Sana"),
                        MONDAY)));
        assertThat(outs)
                .containsExactly(
                        new JoinOrganisationAction.Out(true, ""), new JoinOrganisationAction.Out(false, "not_found"));
    }

    @Test
    void aWaitingMemberSeesNothingAndTheOwnerDecides() {
        join(bilal, invite(ayesha, "representative").code(), MONDAY);
        assertThat(one(bilal).found()).isFalse();
        assertThat(fixture.organisations.findRoles(List.of(bilal))).isEmpty();
        assertThat(organisationFixture.noticeJob.sendMemberNotices()).isEqualTo(1);
        assertThat(organisationFixture.noticeJob.sendMemberNotices()).isZero();
        assertThat(fixture.saidTo(ayesha)).containsExactly("en member_asked Alif owner Joins representative");
        ShowOrganisationAction.Out seen = one(ayesha);
        assertThat(seen.waiting())
                .extracting(ShowOrganisationAction.Member::name)
                .containsExactly("Joins");
        assertThat(seen.ways())
                .extracting(ShowOrganisationAction.AvailableAction::code)
                .startsWith("decide", "invite");
        assertThat(organisationFixture
                        .changeMember(alif, ayesha, seen.waiting().getFirst().member(), "approve", MONDAY)
                        .done())
                .isTrue();
        organisationFixture.noticeJob.sendMemberNotices();
        assertThat(fixture.saidTo(bilal)).containsExactly("ur member_approved Alif representative");
        assertThat(one(bilal).role()).isEqualTo("representative");
        assertThat(one(bilal).waiting()).isEmpty();
    }

    @Test
    void aDeclinedPersonIsNotifiedAndMayBeInvitedAgain() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        String code = one(ayesha).waiting().getFirst().member();
        assertThat(organisationFixture
                        .changeMember(alif, ayesha, code, "decline", MONDAY)
                        .done())
                .isTrue();
        organisationFixture.noticeJob.sendMemberNotices();
        assertThat(fixture.saidTo(bilal)).containsExactly("ur member_declined Alif ");
        assertThat(organisationFixture
                        .changeMember(alif, ayesha, code, "approve", MONDAY)
                        .problem())
                .isEqualTo("not_possible");
        assertThat(join(bilal, invite(ayesha, "viewer").code(), MONDAY).done()).isTrue();
    }

    @Test
    void aButtonOfTheNoticeDecidesOnceAndTellsThenWhatWasDone() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        String asker = one(ayesha).waiting().getFirst().member();
        assertThat(decide(bilal, "approve-" + asker).status()).isEqualTo("gone");
        assertThat(decide(ayesha, "approve-" + asker))
                .isEqualTo(new DecideRequestAction.Out("approved", "Joins", "Alif", "viewer"));
        assertThat(one(bilal).role()).isEqualTo("viewer");
        assertThat(decide(ayesha, "approve-" + asker).status()).isEqualTo("member");
        assertThat(decide(ayesha, "decline-" + asker).status()).isEqualTo("member");
        organisationFixture.noticeJob.sendMemberNotices();
        assertThat(fixture.saidTo(bilal)).containsExactly("ur member_approved Alif viewer");
    }

    @Test
    void aButtonOfTheNoticeDeclines() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        String asker = one(ayesha).waiting().getFirst().member();
        assertThat(decide(ayesha, "decline-" + asker).status()).isEqualTo("declined");
        assertThat(decide(ayesha, "approve-" + asker).status()).isEqualTo("gone");
        assertThat(fixture.organisations.findRoles(List.of(bilal))).isEmpty();
    }

    @Test
    void aRequestThatWasTakenBackIsNotTold() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        organisationFixture.changeMember(alif, bilal, "", "remove", MONDAY);
        assertThat(organisationFixture.noticeJob.sendMemberNotices()).isZero();
    }

    private DecideRequestAction.Out decide(long person, String request) {
        return execute(organisationFixture.decideRequest, person, new DecideRequestAction.In(request), MONDAY);
    }

    @Test
    void aWithdrawnRequestCannotBeAccepted() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        String code = one(ayesha).waiting().getFirst().member();
        assertThat(organisationFixture
                        .changeMember(alif, bilal, "", "remove", MONDAY)
                        .done())
                .isTrue();
        assertThat(organisationFixture
                        .changeMember(alif, ayesha, code, "approve", MONDAY)
                        .problem())
                .isEqualTo("not_possible");
        assertThat(fixture.organisations.findRoles(List.of(bilal))).isEmpty();
    }

    @Test
    void waitingAndOrdinaryMembersChangeNoMembership() {
        organisationFixture.admitMember(alif, ayesha, bilal, "representative", MONDAY);
        join(sana, invite(ayesha, "viewer").code(), MONDAY);
        String ofAyesha = organisationFixture.memberCode(alif, ayesha, ayesha);
        String ofSana = organisationFixture.memberCode(alif, ayesha, sana);
        for (long person : List.of(bilal, sana)) {
            for (String to : List.of("approve", "decline", "remove", "owner", "viewer", "nonsense")) {
                assertThat(organisationFixture
                                .changeMember(alif, person, ofAyesha, to, MONDAY)
                                .problem())
                        .isEqualTo("not_possible");
                assertThat(organisationFixture
                                .changeMember(alif, person, ofSana, to.equals("remove") ? "owner" : to, MONDAY)
                                .problem())
                        .isEqualTo("not_possible");
            }
        }
        assertThat(organisationFixture
                        .changeMember(alif, bilal, "", "owner", MONDAY)
                        .problem())
                .isEqualTo("not_possible");
    }

    @Test
    void theLastOwnerStaysUntilThereIsAnother() {
        organisationFixture.admitMember(alif, ayesha, bilal, "viewer", MONDAY);
        for (String to : List.of("remove", "viewer")) {
            assertThat(organisationFixture
                            .changeMember(alif, ayesha, "", to, MONDAY)
                            .problem())
                    .isEqualTo("last_owner");
        }
        assertThat(organisationFixture
                        .changeMember(
                                alif, ayesha, organisationFixture.memberCode(alif, ayesha, bilal), "owner", MONDAY)
                        .done())
                .isTrue();
        assertThat(organisationFixture
                        .changeMember(alif, ayesha, "", "remove", MONDAY)
                        .done())
                .isTrue();
        assertThat(one(ayesha).found()).isFalse();
        assertThat(organisationFixture
                        .changeMember(alif, bilal, "", "remove", MONDAY)
                        .problem())
                .isEqualTo("last_owner");
    }

    @Test
    void twoOwnersWhoLeaveInOneBatchLeaveOneBehind() {
        organisationFixture.admitMember(alif, ayesha, bilal, "viewer", MONDAY);
        organisationFixture.changeMember(
                alif, ayesha, organisationFixture.memberCode(alif, ayesha, bilal), "owner", MONDAY);
        List<ChangeMemberAction.Out> outs = organisationFixture.setMember.executeAll(List.of(
                createRequest(ayesha, new ChangeMemberAction.In(alif, "", "remove"), MONDAY),
                createRequest(bilal, new ChangeMemberAction.In(alif, "", "remove"), MONDAY)));
        assertThat(outs).extracting(ChangeMemberAction.Out::problem).containsExactly("", "last_owner");
    }

    @Test
    void aRemovedMemberIsNotifiedAndLosesTheRole() {
        organisationFixture.admitMember(alif, ayesha, bilal, "representative", MONDAY);
        organisationFixture.changeMember(
                alif, ayesha, organisationFixture.memberCode(alif, ayesha, bilal), "viewer", MONDAY);
        organisationFixture.noticeJob.sendMemberNotices();
        organisationFixture.changeMember(
                alif, ayesha, organisationFixture.memberCode(alif, ayesha, bilal), "remove", MONDAY);
        organisationFixture.noticeJob.sendMemberNotices();
        assertThat(fixture.saidTo(bilal))
                .containsExactlyInAnyOrder(
                        "ur member_approved Alif viewer", "ur member_role Alif viewer", "ur member_removed Alif ");
        assertThat(fixture.organisations.findRoles(List.of(bilal))).isEmpty();
    }

    @Test
    void everyStepIsInTheLogOfTheOrganisationWithoutNames() {
        organisationFixture.admitMember(alif, ayesha, bilal, "representative", MONDAY);
        organisationFixture.changeMember(alif, bilal, "", "remove", MONDAY);
        long id = Organisation.fromCode(alif).orElseThrow();
        assertThat(AuditChainFixture.entriesOf(fixture.database, id))
                .extracting(entry -> entry.what())
                .containsExactly(
                        "organisation.made", "member.invited", "member.asked", "member.approved", "member.left");
        assertThat(AuditChainFixture.entriesOf(fixture.database, id))
                .allMatch(entry -> !entry.toString().contains("Alif"));
        assertThat(AuditChainFixture.faultsOf(fixture.audit, id)).isEmpty();
    }

    @Test
    void anOrganisationHasFiftyMembersAndInvitationsAtMost() {
        List<CreateInvitationAction.Out> outs = new ArrayList<>();
        for (int i = 0; i < OrganisationService.MAX_MEMBERS; i++) {
            outs.add(invite(ayesha, "viewer"));
        }
        assertThat(outs.subList(0, OrganisationService.MAX_MEMBERS - 1)).allMatch(CreateInvitationAction.Out::done);
        assertThat(outs.getLast().problem()).isEqualTo("full");
    }

    @Test
    void aNoticeToALockedPersonWaits() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        fixture.database.sql().inTransaction(() -> {
            fixture.persons.lockPerson(ayesha);
            assertThat(java.util.concurrent.CompletableFuture.supplyAsync(
                                    () -> organisationFixture.noticeJob.sendMemberNotices())
                            .join())
                    .isZero();
        });
        assertThat(organisationFixture.noticeJob.sendMemberNotices()).isEqualTo(1);
    }

    @Test
    void erasingTheOwnerMakesTheLongestRepresentativeOwner() {
        organisationFixture.admitMember(alif, ayesha, sana, "viewer", MONDAY);
        organisationFixture.admitMember(alif, ayesha, bilal, "representative", MONDAY.plusSeconds(1));
        organisationFixture.noticeJob.sendMemberNotices();
        fixture.database.sql().inTransaction(() -> {
            fixture.persons.lockPerson(ayesha);
            assertThat(organisationFixture.dataHandler.cascadesTo(ayesha)).isEmpty();
            organisationFixture.dataHandler.eraseData(ayesha, MONDAY);
        });
        assertThat(one(bilal).role()).isEqualTo("owner");
        assertThat(one(bilal).members()).hasSize(2);
        organisationFixture.noticeJob.sendMemberNotices();
        assertThat(fixture.saidTo(bilal)).endsWith("ur member_role Alif owner");
        assertThat(organisationFixture.dataHandler.exportData(ayesha)).isEmpty();
    }

    @Test
    void anOrganisationIsDeletedWithItsOnlyMemberDespiteWaitingOnes() {
        join(bilal, invite(ayesha, "viewer").code(), MONDAY);
        long id = Organisation.fromCode(alif).orElseThrow();
        fixture.database.sql().inTransaction(() -> {
            assertThat(organisationFixture.dataHandler.cascadesTo(bilal)).isEmpty();
            assertThat(organisationFixture.dataHandler.cascadesTo(ayesha)).containsExactly(id);
            organisationFixture.dataHandler.eraseData(ayesha, MONDAY);
            organisationFixture.dataHandler.eraseData(id, MONDAY);
        });
        assertThat(fixture.organisations.findNames(List.of(id))).isEmpty();
        assertThat(organisationFixture.memberships.findByPersons(List.of(ayesha, bilal)))
                .isEmpty();
        assertThat(organisationFixture.noticeJob.sendMemberNotices()).isZero();
    }

    @Test
    void aPersonSeesTheOrganisationsThatTheyActFor() {
        organisationFixture.admitMember(alif, ayesha, bilal, "viewer", MONDAY);
        assertThat(ExportedText.toText(organisationFixture.dataHandler.exportData(bilal)))
                .contains("Alif", "viewer", "Member");
        assertThat(organisationFixture.dataHandler.exportData(sana)).isEmpty();
        assertThat(organisationFixture.dataHandler.findRetained(List.of(bilal, sana)))
                .containsExactly(bilal);
    }

    private CreateInvitationAction.Out invite(long owner, String role) {
        return execute(organisationFixture.invite, owner, new CreateInvitationAction.In(alif, role), MONDAY);
    }

    private ShowInvitationAction.Out invited(long person, String code, Instant now) {
        return execute(organisationFixture.invited, person, new ShowInvitationAction.In(code), now);
    }

    private JoinOrganisationAction.Out join(long person, String code, Instant now) {
        return execute(organisationFixture.join, person, new JoinOrganisationAction.In(code, "Joins"), now);
    }

    private ShowOrganisationAction.Out one(long person) {
        return execute(organisationFixture.showOrganisation, person, new ShowOrganisationAction.In(alif), MONDAY);
    }
}
