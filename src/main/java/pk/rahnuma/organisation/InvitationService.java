package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;

/// Open invitations of an organisation, for its owners. To others the organisation does not exist.
@Singleton
public final class InvitationService {

    /// One-time codes that admit to their owner, an organisation. The issuer is the member who invites, the detail the
    /// role.
    public static final OneTimeCodeKind INVITATION = new OneTimeCodeKind(
            "invitation", new CodeFormat("0123456789abcdefghijklmnopqrstuvwxyz", 25, 0, ""), Duration.ofDays(7));

    private final MembershipChangeService rosters;
    private final OneTimeCodeService codes;
    private final AuditLog audit;

    InvitationService(MembershipChangeService rosters, OneTimeCodeService codes, AuditLog audit) {
        this.rosters = rosters;
        this.codes = codes;
        this.audit = audit;
    }

    /// An invitation that can still be used.
    ///
    /// @param id by which owners refer to it; it admits no one
    public record OpenInvitation(String id, OrganisationRole role, Instant created, Instant expires) {}

    /// Role that an invitation gives.
    public static OrganisationRole readRole(OneTimeCode invitation) {
        return OrganisationRole.valueOf(invitation.detail());
    }

    /// The open invitations, the newest first.
    ///
    /// @param organisation its code
    /// @return empty when the person does not own the organisation
    public Optional<List<OpenInvitation>> listOpen(long person, String organisation, Instant now) {
        return Organisation.fromCode(organisation)
                .filter(id -> rosters.isOwner(id, person))
                .map(id -> codes.listCodes(INVITATION, id, now).stream()
                        .map(code -> new OpenInvitation(code.id(), readRole(code), code.created(), code.expires()))
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
        Optional<OneTimeCode> open = owner.flatMap(me -> codes.listCodes(INVITATION, id.get(), now).stream()
                .filter(code -> code.id().equals(invitation))
                .findFirst());
        open.ifPresent(code -> {
            codes.spendCode(code);
            audit.appendEntries(List.of(OrganisationService.auditEntry(
                    owner.get(), "member.invitation_revoked", readRole(code).toWord(), now)));
        });
        return open.isPresent();
    }
}
