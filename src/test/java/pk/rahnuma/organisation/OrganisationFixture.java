package pk.rahnuma.organisation;

import static pk.rahnuma.registration.DomainFixture.execute;
import static pk.rahnuma.registration.DomainFixture.inTransaction;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.TestDatabase;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.conversation.Channel;
import pk.rahnuma.messaging.conversation.DeepLinkProvider;
import pk.rahnuma.person.PersonLock;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.PersonalDataHandler;

/// The services of organisations over a database, for tests. Notices show language, key, organisation and role.
public final class OrganisationFixture {

    final MembershipRepository memberships;
    final MemberNoticeRepository notices;
    final Action.Mutation<CreateInvitationAction.In, CreateInvitationAction.Out> invite;
    final ShowInvitationAction invited;
    final Action.Mutation<JoinOrganisationAction.In, JoinOrganisationAction.Out> join;
    final Action.Mutation<ChangeMemberAction.In, ChangeMemberAction.Out> setMember;
    final Action.Mutation<DecideRequestAction.In, DecideRequestAction.Out> decideRequest;
    final ShowOrganisationAction showOrganisation;
    final MemberNoticeJob noticeJob;
    public final OrganisationService organisations;
    public final ListRepresentedOrganisationsAction actsFor;
    public final ListNumberedOrganisationsAction actsForNumber;
    public final PersonalDataHandler dataHandler;

    public OrganisationFixture(TestDatabase database, PersonLock persons, ConversationMessageService messages) {
        this.memberships = database.getBean(MembershipRepository.class);
        this.notices = database.getBean(MemberNoticeRepository.class);
        this.organisations = database.getBean(OrganisationService.class);
        this.actsFor = database.getBean(ListRepresentedOrganisationsAction.class);
        this.actsForNumber = database.getBean(ListNumberedOrganisationsAction.class);
        this.invite = inTransaction(
                database,
                new CreateInvitationAction(
                        database.getBean(MembershipChangeService.class),
                        database.getBean(OneTimeCodeService.class),
                        List.of(new Door()),
                        database.getBean(AuditLog.class)));
        this.invited = database.getBean(ShowInvitationAction.class);
        this.join = inTransaction(database, database.getBean(JoinOrganisationAction.class));
        this.setMember = inTransaction(database, database.getBean(ChangeMemberAction.class));
        this.decideRequest = inTransaction(database, database.getBean(DecideRequestAction.class));
        this.showOrganisation = database.getBean(ShowOrganisationAction.class);
        this.dataHandler = database.getBean(MembershipDataHandler.class);
        this.noticeJob = new MemberNoticeJob(
                database.transactions(),
                persons,
                notices,
                new MemberNoticeWriter(
                        database.getBean(OrganisationRepository.class),
                        memberships,
                        database.getBean(MemberCodes.class),
                        new Words()),
                messages,
                Clock.systemUTC());
    }

    private static final class Door implements DeepLinkProvider {

        @Override
        public Channel channel() {
            return Channel.TELEGRAM;
        }

        @Override
        public Optional<String> createLink(String word, String rest) {
            return Optional.of("https://t.me/TestBot?start=" + word + "-" + rest);
        }
    }

    private static final class Words extends MemberNoticeTexts {

        Words() {
            super((ScriptLibrary) null);
        }

        @Override
        protected Reply formatNotice(
                String language, String key, String organisation, String role, AdmissionRequest request) {
            return Reply.ofText(language + " " + key + " " + organisation + " " + role
                    + (request == null ? "" : " " + request.name() + " " + request.role()));
        }
    }

    /// Creates an organisation.
    ///
    /// @return its code
    public String createOrganisation(long owner, String name, Instant now) {
        long id = organisations
                .createOrganisations(
                        List.of(new OrganisationService.OrganisationRequest(name, "", "", owner, "Owner " + name)), now)
                .getFirst();
        return Organisation.toCode(id);
    }

    /// Admits a member, by the actions of an owner and the member.
    public void admitMember(String organisation, long owner, long person, String role, Instant now) {
        String code = execute(invite, owner, new CreateInvitationAction.In(organisation, role), now)
                .code();
        JoinOrganisationAction.Out out = execute(join, person, new JoinOrganisationAction.In(code, "Member"), now);
        ChangeMemberAction.Out in =
                changeMember(organisation, owner, memberCode(organisation, owner, person), "approve", now);
        if (!out.done() || !in.done()) {
            throw new AssertionError(out + " " + in);
        }
    }

    /// The code by which an owner refers to a member.
    public String memberCode(String organisation, long owner, long person) {
        return memberships.findByPersons(List.of(person)).stream()
                .filter(m -> Organisation.toCode(m.organisation()).equals(organisation))
                .map(m -> memberCode(m, owner))
                .findFirst()
                .orElseThrow();
    }

    private String memberCode(Membership m, long owner) {
        ShowOrganisationAction.Out seen = execute(
                showOrganisation,
                owner,
                new ShowOrganisationAction.In(Organisation.toCode(m.organisation())),
                Instant.EPOCH);
        int place = memberships.findByOrganisations(List.of(m.organisation())).stream()
                .filter(each -> each.isActive() == m.isActive())
                .toList()
                .indexOf(m);
        return (m.isActive() ? seen.members() : seen.waiting()).get(place).member();
    }

    public ChangeMemberAction.Out changeMember(
            String organisation, long person, String member, String to, Instant now) {
        return execute(setMember, person, new ChangeMemberAction.In(organisation, member, to), now);
    }
}
