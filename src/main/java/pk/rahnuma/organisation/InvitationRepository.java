package pk.rahnuma.organisation;

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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The table of invitations. Of a token only the keyed hash is stored; a used one is deleted. Takes part in the
/// transaction of the thread.
@Singleton
public final class InvitationRepository {

    public static final Duration INVITATION_TTL = Duration.ofDays(7);

    /// Random bits of a token.
    private static final int TOKEN_BITS = 128;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    InvitationRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

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

    public void insertInvitations(Collection<NewInvitation> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into invitation (token_hash, organisation_id, role, made_by, created_at, expires_at)
                    values (:hash, :organisation, :role, :maker, :made, :expires)
                    """);
            fresh.forEach(one -> batch.bind("hash", hash(one.token()))
                    .bind("organisation", one.invitation().organisation())
                    .bind("role", one.invitation().role().name())
                    .bind("maker", one.maker())
                    .bind("made", one.made())
                    .bind("expires", one.invitation().expires())
                    .add());
            batch.execute();
        });
    }

    /// The valid invitations among these, by token as it was typed.
    public Map<String, Invitation> findValid(Collection<String> tokens, Instant now) {
        Map<String, Invitation> byHash = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select token_hash, organisation_id, role, expires_at from invitation
                        where token_hash in (<hashes>) and expires_at > :now
                        """)
                .bindList("hashes", tokens.stream().map(this::hash).toList())
                .bind("now", now)
                .map((RowView row) -> Map.entry(
                        HexFormat.of().formatHex(row.getColumn("token_hash", byte[].class)),
                        new Invitation(
                                row.getColumn("organisation_id", Long.class),
                                OrganisationRole.valueOf(row.getColumn("role", String.class)),
                                row.getColumn("expires_at", Instant.class))))
                .forEach(row -> byHash.put(row.getKey(), row.getValue())));
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
        Map<Long, Integer> found = new HashMap<>();
        if (!organisations.isEmpty()) {
            jdbi.useHandle(handle -> handle.createQuery("""
                            select organisation_id, count(*) many from invitation
                            where organisation_id in (<ids>) and expires_at > :now group by organisation_id
                            """)
                    .bindList("ids", List.copyOf(organisations))
                    .bind("now", now)
                    .map((RowView row) -> Map.entry(
                            row.getColumn("organisation_id", Long.class), row.getColumn("many", Integer.class)))
                    .forEach(row -> found.put(row.getKey(), row.getValue())));
        }
        return found;
    }

    public void deleteUsed(Collection<String> tokens) {
        if (!tokens.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate("delete from invitation where token_hash in (<hashes>)")
                    .bindList("hashes", tokens.stream().map(this::hash).toList())
                    .execute());
        }
    }

    void deleteByOrganisation(long organisation) {
        jdbi.useHandle(handle -> handle.execute("delete from invitation where organisation_id = ?", organisation));
    }

    void deleteByCreator(long organisation, long maker) {
        jdbi.useHandle(handle -> handle.execute(
                "delete from invitation where organisation_id = ? and made_by = ?", organisation, maker));
    }

    /// Deletes expired invitations, at most `limit`.
    int deleteExpired(Instant now, int limit) {
        return jdbi.inTransaction(handle -> {
            List<byte[]> over = handle.createQuery(
                            "select token_hash from invitation where expires_at <= :now order by expires_at limit :most")
                    .bind("now", now)
                    .bind("most", limit)
                    .mapTo(byte[].class)
                    .list();
            if (!over.isEmpty()) {
                handle.createUpdate("delete from invitation where token_hash in (<hashes>)")
                        .bindList("hashes", over)
                        .execute();
            }
            return over.size();
        });
    }
}
