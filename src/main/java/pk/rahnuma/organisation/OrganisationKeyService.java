package pk.rahnuma.organisation;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditLog;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.messaging.conversation.ChatRepository;
import pk.rahnuma.organisation.OrganisationKey.IssuedKey;
import pk.rahnuma.organisation.OrganisationKeyException.Reason;
import pk.rahnuma.organisation.OrganisationKeyRepository.KeyRow;
import pk.rahnuma.person.ErasureRequestRepository;

/// Makes, lists, rotates and removes keys, for owners of the organisation. The other members receive a notice of each
/// change. Takes part in the transaction of the thread, which holds the lock of the person.
///
/// A key belongs to the organisation: it works on when the owner who made it leaves.
@Singleton
public final class OrganisationKeyService {

    /// Maximum keys of an organisation, expired ones included.
    public static final int MAX_KEYS_PER_ORGANISATION = 10;

    /// Maximum characters of a name.
    public static final int MAX_NAME_LENGTH = 60;

    /// Maximum time for which a key works without rotation.
    public static final Duration MAX_KEY_TTL = Duration.ofDays(366);

    /// Maximum time for which the secret before a rotation works on.
    public static final Duration MAX_OVERLAP = Duration.ofHours(24);

    /// Maximum keys in the copy of a person's data.
    static final int MAX_EXPORTED_KEYS = OrganisationService.MAX_ORGANISATIONS_PER_PERSON * MAX_KEYS_PER_ORGANISATION;

    private final MembershipChangeService rosters;
    private final OrganisationKeyRepository keys;
    private final ChatRepository chats;
    private final ErasureRequestRepository erasures;
    private final AuditLog audit;

    OrganisationKeyService(
            MembershipChangeService rosters,
            OrganisationKeyRepository keys,
            ChatRepository chats,
            ErasureRequestRepository erasures,
            AuditLog audit) {
        this.rosters = rosters;
        this.keys = keys;
        this.chats = chats;
        this.erasures = erasures;
        this.audit = audit;
    }

    /// A key to be made.
    ///
    /// @param name at most [#MAX_NAME_LENGTH] characters
    /// @param scopes at least one
    /// @param expires at most [#MAX_KEY_TTL] from now
    public record NewKey(String name, Set<KeyScope> scopes, Instant expires) {}

    /// The members of a locked organisation, and the owner who changes its keys.
    private record OwnersChange(MembershipChanges roster, Membership owner) {

        long organisation() {
            return owner.organisation();
        }
    }

    /// Keys of the organisation, the newest first.
    ///
    /// @param organisation its code
    /// @throws OrganisationKeyException when the person does not own it
    public List<OrganisationKey> listKeys(long person, String organisation) {
        OwnersChange change = lockAsOwner(person, organisation);
        return keys.findNewest(change.organisation()).stream()
                .map(row -> toKey(row, change.roster()))
                .toList();
    }

    /// Makes a key.
    ///
    /// @param organisation its code
    /// @throws OrganisationKeyException when the person does not own it, or it has the maximum number of keys
    public IssuedKey createKey(long person, String organisation, NewKey wanted, Instant now) {
        OwnersChange change = lockAsOwner(person, organisation);
        if (keys.findNewest(change.organisation()).size() >= MAX_KEYS_PER_ORGANISATION) {
            throw new OrganisationKeyException(Reason.FULL);
        }
        Chat chat = chats.createWebChat(now);
        String secret = KeySecrets.createSecret();
        KeyRow row = new KeyRow(
                chat.conversation(),
                change.organisation(),
                chat.id(),
                keys.sealName(change.organisation(), chat.conversation(), wanted.name()),
                wanted.scopes().stream()
                        .sorted(Comparator.naturalOrder())
                        .map(KeyScope::toWord)
                        .collect(Collectors.joining(" ")),
                secret.substring(0, KeySecrets.SHOWN_CHARACTERS),
                keys.hashSecret(secret),
                null,
                null,
                person,
                now,
                wanted.expires(),
                null);
        keys.insertAll(List.of(row));
        announce(change, "key.made", row, now);
        return new IssuedKey(toKey(row, change.roster()), secret);
    }

    /// Gives a key another secret. The present one works on for a time; the one before that, if any, no longer.
    ///
    /// @param organisation its code
    /// @param overlap for which the present secret works on, at most [#MAX_OVERLAP]
    /// @param expires of the key from now on; empty to leave it
    /// @throws OrganisationKeyException when the person does not own the organisation, or it has no such key
    public IssuedKey rotateKey(
            long person, String organisation, long key, Duration overlap, Optional<Instant> expires, Instant now) {
        OwnersChange change = lockAsOwner(person, organisation);
        KeyRow row = requireKey(change, key);
        String secret = KeySecrets.createSecret();
        Instant oldUntil = now.plus(overlap).truncatedTo(ChronoUnit.SECONDS);
        keys.updateSecret(
                row.id(),
                row.keyHash(),
                oldUntil,
                keys.hashSecret(secret),
                secret.substring(0, KeySecrets.SHOWN_CHARACTERS),
                expires.orElse(row.expiresAt()));
        announce(change, "key.rotated", row, now);
        return new IssuedKey(toKey(requireKey(change, key), change.roster()), secret);
    }

    /// Removes a key: its next request is refused. Its conversation is erased, as that of a person.
    ///
    /// @param organisation its code
    /// @throws OrganisationKeyException when the person does not own the organisation, or it has no such key
    public void removeKey(long person, String organisation, long key, Instant now) {
        OwnersChange change = lockAsOwner(person, organisation);
        KeyRow row = requireKey(change, key);
        keys.deleteById(row.id());
        erasures.insertSilentRequest(row.id(), now);
        announce(change, "key.removed", row, now);
    }

    private OwnersChange lockAsOwner(long person, String organisation) {
        return Organisation.fromCode(organisation)
                .flatMap(id -> {
                    MembershipChanges roster = rosters.lockAndRead(List.of(id));
                    return roster.findMember(id, person)
                            .filter(Membership::isOwner)
                            .map(owner -> new OwnersChange(roster, owner));
                })
                .orElseThrow(() -> new OrganisationKeyException(Reason.NOT_OWNER));
    }

    private KeyRow requireKey(OwnersChange change, long key) {
        return keys.findNewest(change.organisation()).stream()
                .filter(row -> row.id() == key)
                .findFirst()
                .orElseThrow(() -> new OrganisationKeyException(Reason.UNKNOWN_KEY));
    }

    /// Adds a notice for the other members, and an audit entry.
    private void announce(OwnersChange change, String what, KeyRow key, Instant now) {
        change.roster().membersOf(change.organisation()).stream()
                .filter(member -> member.isActive() && !member.equals(change.owner()))
                .forEach(member -> change.roster().addNotice(member, "member_" + what.replace('.', '_')));
        rosters.saveChanges(change.roster(), now);
        audit.appendEntries(
                List.of(OrganisationService.auditEntry(change.owner(), what, key.id() + " " + key.scopes(), now)));
    }

    private OrganisationKey toKey(KeyRow row, MembershipChanges roster) {
        return new OrganisationKey(
                row.id(),
                keys.openName(row),
                row.scopeSet(),
                row.beginning(),
                roster.findMember(row.organisationId(), row.madeBy()).orElse(null),
                row.createdAt(),
                row.expiresAt(),
                row.usedOn(),
                row.oldUntil());
    }
}
