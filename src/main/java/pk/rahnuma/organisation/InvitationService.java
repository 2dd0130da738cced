package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditLog;

/// Open invitations of an organisation, for its owners. To others the organisation does not exist.
@Singleton
public final class InvitationService {

    private final MembershipChangeService rosters;
    private final InvitationRepository invitations;
    private final AuditLog audit;

    InvitationService(MembershipChangeService rosters, InvitationRepository invitations, AuditLog audit) {
        this.rosters = rosters;
        this.invitations = invitations;
        this.audit = audit;
    }

    /// An invitation that can still be used.
    ///
    /// @param id by which owners refer to it; it admits no one
    public record OpenInvitation(String id, OrganisationRole role, Instant created, Instant expires) {}

    /// The open invitations, the newest first.
    ///
    /// @param organisation its code
    /// @return empty when the person does not own the organisation
    public Optional<List<OpenInvitation>> listOpen(long person, String organisation, Instant now) {
        return Organisation.fromCode(organisation)
                .filter(id -> rosters.isOwner(id, person))
                .map(id -> invitations.findOpen(id, now).stream()
                        .map(InvitationRepository.InvitationRow::toOpenInvitation)
                        .toList());
    }

    /// Revokes an invitation. Takes part in the transaction of the thread, which holds the lock of the person.
    ///
    /// @param organisation its code
    /// @return false when the person does not own the organisation, or it has no such invitation
    public boolean revokeInvitation(long person, String organisation, String invitation, Instant now) {
        Optional<Long> id = Organisation.fromCode(organisation);
        Optional<Membership> owner = id.flatMap(
                        each -> rosters.lockAndRead(List.of(each)).findMember(each, person))
                .filter(Membership::isOwner);
        Optional<InvitationRepository.InvitationRow> open =
                owner.flatMap(me -> invitations.findOpen(id.get(), now).stream()
                        .filter(row -> row.toOpenInvitation().id().equals(invitation))
                        .findFirst());
        open.ifPresent(row -> {
            invitations.deleteByHashes(List.of(row.tokenHash()));
            audit.appendEntries(List.of(OrganisationService.auditEntry(
                    owner.get(), "member.invitation_revoked", row.role().toWord(), now)));
        });
        return open.isPresent();
    }
}
