package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.organisation.ChangeMemberAction;
import pk.rahnuma.organisation.OrganisationRole;
import pk.rahnuma.organisation.OrganisationService;
import pk.rahnuma.organisation.ShowOrganisationAction;

/// Members of the organisations of a person. A change locks the person, then the organisation. Each method takes part
/// in the transaction of the thread.
@Singleton
public final class OrganisationMemberService {

    /// Name of the person's own membership.
    private static final String SELF = "me";

    private final PersonActionInvoker actions;
    private final ShowOrganisationAction showAction;
    private final ChangeMemberAction changeAction;
    private final OrganisationService organisations;
    private final Clock clock;

    OrganisationMemberService(
            PersonActionInvoker actions,
            ShowOrganisationAction showAction,
            ChangeMemberAction changeAction,
            OrganisationService organisations,
            Clock clock) {
        this.actions = actions;
        this.showAction = showAction;
        this.changeAction = changeAction;
        this.organisations = organisations;
        this.clock = clock;
    }

    /// An organisation of the person, with its members. One of others counts as none.
    ///
    /// @throws DeskException when the person has none of this id
    public ShowOrganisationAction.Out requireOrganisation(Chat chat, String id) {
        // An empty code would be the oldest organisation of the person.
        ShowOrganisationAction.Out found = actions.queryAction(showAction, chat, new ShowOrganisationAction.In(id));
        if (id.isBlank() || !found.found()) {
            throw new DeskException(DeskException.Kind.NOT_FOUND, "You have no organisation of this id.");
        }
        return found;
    }

    /// As [#requireOrganisation], with an audit entry: the members are personal data.
    public ShowOrganisationAction.Out viewMembers(Chat chat, String id) {
        ShowOrganisationAction.Out organisation = requireOrganisation(chat, id);
        organisations.auditMembersView(organisation.organisation(), chat.conversation(), clock.instant());
        return organisation;
    }

    /// Changes the role of a member, or admits a person who waits. Owners only.
    ///
    /// @param member id in the list, or `me`
    /// @param role or `approve`
    /// @param condition that the organisation must meet as it is now
    /// @return the organisation after the change
    /// @throws DeskException when there is no such member, or the change is not possible
    public ShowOrganisationAction.Out changeMember(
            Chat chat, String id, String member, String role, Consumer<ShowOrganisationAction.Out> condition) {
        ShowOrganisationAction.Out organisation = lockOrganisation(chat, id, condition);
        applyChange(chat, organisation, requireMember(organisation, member).member(), role);
        return requireOrganisation(chat, id);
    }

    /// Removes a member, declines a person who waits for admission, or leaves. Members can remove themselves; owners
    /// others.
    ///
    /// @param member id in the list, or `me`
    /// @param condition that the organisation must meet as it is now
    /// @throws DeskException when there is no such member, or the change is not possible
    public void removeMember(Chat chat, String id, String member, Consumer<ShowOrganisationAction.Out> condition) {
        ShowOrganisationAction.Out organisation = lockOrganisation(chat, id, condition);
        ShowOrganisationAction.Member chosen = requireMember(organisation, member);
        applyChange(
                chat, organisation, chosen.member(), organisation.waiting().contains(chosen) ? "decline" : "remove");
    }

    private ShowOrganisationAction.Out lockOrganisation(
            Chat chat, String id, Consumer<ShowOrganisationAction.Out> condition) {
        actions.lockPerson(chat);
        organisations.lockOrganisation(requireOrganisation(chat, id).organisation());
        ShowOrganisationAction.Out organisation = requireOrganisation(chat, id);
        condition.accept(organisation);
        return organisation;
    }

    private void applyChange(Chat chat, ShowOrganisationAction.Out organisation, String member, String change) {
        ChangeMemberAction.Out changed = actions.callAction(
                changeAction, chat, new ChangeMemberAction.In(organisation.organisation(), member, change));
        if (changed.problem().equals("last_owner")) {
            throw new DeskException(
                    DeskException.Kind.NOT_POSSIBLE, "The organisation needs an owner: make another member one first.");
        }
        if (!changed.done()) {
            throw organisation.role().equals(OrganisationRole.OWNER.toWord())
                    ? new DeskException(
                            DeskException.Kind.NOT_POSSIBLE, "The member has this state already, or another one now.")
                    : new DeskException(DeskException.Kind.NOT_ALLOWED, "Only owners change members.");
        }
    }

    private static ShowOrganisationAction.Member requireMember(ShowOrganisationAction.Out organisation, String member) {
        return Stream.concat(organisation.members().stream(), organisation.waiting().stream())
                .filter(each -> member.equals(SELF) ? each.own() : each.member().equals(member))
                .findFirst()
                .orElseThrow(() ->
                        new DeskException(DeskException.Kind.NOT_FOUND, "The organisation has no member of this id."));
    }
}
