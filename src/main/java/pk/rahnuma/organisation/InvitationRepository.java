package pk.rahnuma.organisation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of invitations. Of a token only the keyed hash is stored; a used one is deleted.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class InvitationRepository implements GenericRepository<InvitationRepository.InvitationRow, byte[]> {

    public static final Duration INVITATION_TTL = Duration.ofDays(7);

    /// Random bits of a token.
    private static final int TOKEN_BITS = 128;

    private static final int ID_BYTES = 8;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SubjectEncryptionService vault;

    InvitationRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `invitation`.
    @MappedEntity(value = "invitation", alias = "i")
    record InvitationRow(
            @Id byte[] tokenHash,
            long organisationId,
            OrganisationRole role,
            long madeBy,
            Instant createdAt,
            Instant expiresAt) {

        private String hexHash() {
            return HexFormat.of().formatHex(tokenHash);
        }

        /// Half of the hash is enough as its name: the token is random.
        InvitationService.OpenInvitation toOpenInvitation() {
            return new InvitationService.OpenInvitation(
                    HexFormat.of().formatHex(tokenHash, 0, ID_BYTES), role, createdAt, expiresAt);
        }

        private Invitation toInvitation() {
            return new Invitation(organisationId, role, expiresAt);
        }
    }

    @Introspected
    record OpenCount(long organisationId, int many) {}

    public record Invitation(long organisation, OrganisationRole role, Instant expires) {}

    /// A new invitation.
    ///
    /// @param maker the person who invites
    public record NewInvitation(String token, Invitation invitation, long maker, Instant made) {}

    /// A random token of small letters and digits.
    public static String createToken() {
        return new BigInteger(TOKEN_BITS, RANDOM).toString(Character.MAX_RADIX);
    }

    private byte[] hash(String token) {
        return vault.keyedHash("invitation", token.strip().toLowerCase(Locale.ROOT));
    }

    abstract void insertAll(List<InvitationRow> rows);

    @Query("select * from invitation where token_hash in (:hashes) and expires_at > :now")
    abstract List<InvitationRow> findByHashes(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes, Instant now);

    @Query("""
            select organisation_id, count(*) as many from invitation
            where organisation_id in (:ids) and expires_at > :now group by organisation_id
            """)
    abstract List<OpenCount> countByOrganisations(Collection<Long> ids, Instant now);

    @Query("""
            select * from invitation where organisation_id = :organisation and expires_at > :now
            order by created_at desc, token_hash limit 50
            """)
    abstract List<InvitationRow> findOpen(long organisation, Instant now);

    @Query("select * from invitation where expires_at <= :now order by expires_at limit :limit")
    abstract List<InvitationRow> findExpired(Instant now, int limit);

    @Query("delete from invitation where token_hash in (:hashes)")
    abstract void deleteByHashes(@Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> hashes);

    @Query("update invitation set made_by = :other where made_by = :person")
    abstract void moveInvitations(long person, long other);

    abstract void deleteByOrganisationId(long organisation);

    abstract void deleteByOrganisationIdAndMadeBy(long organisation, long maker);

    public void insertInvitations(Collection<NewInvitation> fresh) {
        if (!fresh.isEmpty()) {
            insertAll(fresh.stream().map(this::toRow).toList());
        }
    }

    private InvitationRow toRow(NewInvitation fresh) {
        Invitation invitation = fresh.invitation();
        return new InvitationRow(
                hash(fresh.token()),
                invitation.organisation(),
                invitation.role(),
                fresh.maker(),
                fresh.made(),
                invitation.expires());
    }

    /// The valid invitations among these, by token as it was typed.
    ///
    /// @param tokens at least one
    public Map<String, Invitation> findValid(Collection<String> tokens, Instant now) {
        Map<String, Invitation> byHash = findByHashes(
                        tokens.stream().map(this::hash).toList(), now)
                .stream()
                .collect(Collectors.toMap(InvitationRow::hexHash, InvitationRow::toInvitation));
        Map<String, Invitation> invitations = new HashMap<>();
        for (String token : tokens) {
            Invitation invitation = byHash.get(HexFormat.of().formatHex(hash(token)));
            if (invitation != null) {
                invitations.put(token, invitation);
            }
        }
        return invitations;
    }

    /// Number of valid invitations, by organisation.
    public Map<Long, Integer> countOpen(Collection<Long> organisations, Instant now) {
        return organisations.isEmpty()
                ? Map.of()
                : countByOrganisations(organisations, now).stream()
                        .collect(Collectors.toMap(OpenCount::organisationId, OpenCount::many));
    }

    public void deleteUsed(Collection<String> tokens) {
        if (!tokens.isEmpty()) {
            deleteByHashes(tokens.stream().map(this::hash).toList());
        }
    }

    /// Deletes expired invitations, at most `limit`.
    int deleteExpired(Instant now, int limit) {
        List<InvitationRow> expired = findExpired(now, limit);
        if (!expired.isEmpty()) {
            deleteByHashes(expired.stream().map(InvitationRow::tokenHash).toList());
        }
        return expired.size();
    }
}
