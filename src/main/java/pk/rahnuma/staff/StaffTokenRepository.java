package pk.rahnuma.staff;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.staff.StaffAccountRepository.AccountRow;
import pk.rahnuma.vault.CodeFormat;
import pk.rahnuma.vault.OneTimeCode;
import pk.rahnuma.vault.OneTimeCodeKind;
import pk.rahnuma.vault.OneTimeCodeService;
import pk.rahnuma.vault.RandomText;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of links, of sign-ins in progress and of sessions. Of a token only its keyed hash is stored.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class StaffTokenRepository
        implements GenericRepository<StaffTokenRepository.SessionRow, byte[]>, SealedColumnProvider {

    static final SealedColumn TOTP_COLUMN =
            new SealedColumn("staff_pending", "totp_secret", 100, List.of("token_hash"), "t.staff_id");
    /// Maximum sessions of a member that are listed, the newest.
    static final int MAX_SESSIONS_SHOWN = 100;

    static final SealedColumn PLACE_COLUMN =
            new SealedColumn("staff_session", "place", 800, List.of("id"), "t.staff_id");

    /// Validity of the link of a new or reset account.
    public static final Duration LINK_TTL = Duration.ofHours(24);

    private static final OneTimeCodeKind PASSWORD_LINK =
            new OneTimeCodeKind("staff_password", CodeFormat.TOKEN, LINK_TTL);

    private final SubjectEncryptionService encryption;
    private final OneTimeCodeService codes;
    private final StaffTokens tokens;

    StaffTokenRepository(SubjectEncryptionService encryption, OneTimeCodeService codes) {
        this.encryption = encryption;
        this.codes = codes;
        this.tokens = new StaffTokens(encryption);
    }

    /// A row of the table `staff_session`, with that of its member.
    @MappedEntity(value = "staff_session", alias = "s")
    record SessionRow(
            @Id byte[] tokenHash,
            @MappedProperty("id") long session,
            @Relation(Relation.Kind.MANY_TO_ONE) AccountRow staff,
            Instant startedAt,
            Instant seenAt) {}

    /// A session of a known member.
    ///
    /// @param place sealed
    @Introspected
    record PlaceRow(long id, byte[] place, Instant startedAt, Instant seenAt) {}

    /// A row of the table `staff_pending`.
    ///
    /// @param totpSecret sealed
    @Introspected
    record PendingRow(long staffId, @Nullable byte[] totpSecret) {}

    /// A sign-in that waits for the second factor.
    ///
    /// @param secret of a second factor that is being set up; or null
    public record PendingSignIn(long member, byte[] secret) {}

    /// A session with its account.
    ///
    /// @param account of its member
    public record OpenSession(StaffAccount account, long id, Instant since, Instant seen) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(TOTP_COLUMN, PLACE_COLUMN);
    }

    @Query("insert into staff_pending (token_hash, staff_id, expires_at) values (:hash, :member, :expires)")
    abstract void insertPending(byte[] hash, long member, Instant expires);

    @Query("select staff_id, totp_secret from staff_pending where token_hash = :hash and expires_at > :now")
    abstract Optional<PendingRow> findPending(byte[] hash, Instant now);

    @Query("update staff_pending set totp_secret = :sealed where token_hash = :hash")
    abstract void updatePendingSecret(byte[] hash, byte[] sealed);

    @Query("delete from staff_pending where staff_id = :member")
    abstract void deletePending(long member);

    @Query("delete from staff_pending where expires_at < :now")
    abstract void deleteExpiredPending(Instant now);

    @Query("delete from staff_device where staff_id = :member")
    abstract void deleteDevices(long member);

    @Query("""
            insert into staff_session (token_hash, id, staff_id, place, started_at, seen_at)
            values (:hash, :id, :member, :place, :now, :now)
            """)
    abstract void insertSession(byte[] hash, long id, long member, byte[] place, Instant now);

    @Join("staff")
    abstract Optional<SessionRow> findByTokenHashAndStartedAtGreaterThanAndSeenAtGreaterThanAndStaffDisabledAtIsNull(
            byte[] tokenHash, Instant startedAt, Instant seenAt);

    @Query("""
            select id, place, started_at, seen_at from staff_session
            where staff_id = :member and started_at > :started and seen_at > :seen
            order by started_at desc, id limit\s""" + MAX_SESSIONS_SHOWN)
    abstract List<PlaceRow> findNewest(long member, Instant started, Instant seen);

    @Query("update staff_session set seen_at = :now where id = :session and seen_at < :now")
    public abstract void updateSeenAt(long session, Instant now);

    @Query("delete from staff_session where staff_id = :member and id = :session")
    abstract int deleteOne(long member, long session);

    @Query("delete from staff_session where staff_id = :member and id <> :spared")
    abstract int deleteOthers(long member, long spared);

    @Query("select count(*) > 0 from staff_session where staff_id = :member and id = :session")
    public abstract boolean hasSession(long member, long session);

    @Query("delete from staff_push_subscription where staff_id = :member and session_id = :session")
    abstract void deleteSubscription(long member, long session);

    @Query("delete from staff_push_subscription where staff_id = :member and session_id <> :spared")
    abstract void deleteOtherSubscriptions(long member, long spared);

    abstract void deleteBySeenAtLessThan(Instant seenAt);

    /// Creates the only link of an account, valid for [#LINK_TTL].
    public String createLink(long member, Instant now) {
        return codes.replaceCode(PASSWORD_LINK, member, now);
    }

    /// Member of a link; empty when it was used, has expired, or never existed.
    public Optional<Long> findLink(String token, Instant now) {
        return codes.findCode(PASSWORD_LINK, token, now).map(OneTimeCode::owner);
    }

    public String createPending(long member, Instant expires) {
        String token = RandomText.createToken();
        insertPending(tokens.hashPending(token), member, expires);
        return token;
    }

    public Optional<PendingSignIn> findPending(String token, Instant now) {
        byte[] hash = tokens.hashPending(token);
        return findPending(hash, now)
                .map(row -> new PendingSignIn(
                        row.staffId(),
                        row.totpSecret() == null
                                ? null
                                : encryption.open(TOTP_COLUMN.placeAt(row.staffId(), hash), row.totpSecret())));
    }

    public void savePendingSecret(String pending, long member, byte[] secret) {
        byte[] hash = tokens.hashPending(pending);
        updatePendingSecret(hash, encryption.seal(TOTP_COLUMN.placeAt(member, hash), secret));
    }

    /// Creates a session.
    ///
    /// @return its token
    public String createSession(long member, long id, ClientInfo visit, Instant now) {
        String token = RandomText.createToken();
        String place = ClientPlace.fromClient(visit).toText();
        insertSession(
                tokens.hashSession(token), id, member, encryption.seal(PLACE_COLUMN.placeAt(member, id), place), now);
        return token;
    }

    public String csrfToken(String session) {
        return tokens.csrfToken(session);
    }

    /// Finds a session with its account, in one query; empty when the account is disabled too.
    public Optional<OpenSession> findSession(String token, Instant startedAfter, Instant seenAfter) {
        return findByTokenHashAndStartedAtGreaterThanAndSeenAtGreaterThanAndStaffDisabledAtIsNull(
                        tokens.hashSession(token), startedAfter, seenAfter)
                .map(row -> new OpenSession(row.staff().toAccount(), row.session(), row.startedAt(), row.seenAt()));
    }

    /// Sessions of a member, the newest first.
    public List<StaffSession> findSessions(long member, long current, Instant startedAfter, Instant seenAfter) {
        return findNewest(member, startedAfter, seenAfter).stream()
                .map(row -> {
                    ClientPlace place = ClientPlace.parseText(
                            encryption.openText(PLACE_COLUMN.placeAt(member, row.id()), row.place()));
                    return new StaffSession(
                            row.id(),
                            place.address(),
                            place.browser(),
                            row.startedAt(),
                            row.seenAt(),
                            row.id() == current);
                })
                .toList();
    }

    /// Deletes a session, and its device that gets notifications.
    public boolean deleteSession(long member, long session) {
        deleteSubscription(member, session);
        return deleteOne(member, session) == 1;
    }

    /// Deletes the sessions of a member, and devices that get notifications, also those of expired sessions. If none is
    /// kept, the member's known browsers are deleted too.
    ///
    /// @param spared the id of a session to keep; 0 for none
    public int deleteSessions(long member, long spared) {
        if (spared == 0) {
            deleteDevices(member);
        }
        deleteOtherSubscriptions(member, spared);
        return deleteOthers(member, spared);
    }

    /// Deletes links and sign-ins in progress.
    public void deleteByMember(long member) {
        codes.deleteCodes(PASSWORD_LINK, member);
        deletePending(member);
    }

    /// Deletes expired rows, of which there are few.
    public void deleteExpired(Instant now, Duration idle) {
        deleteExpiredPending(now);
        deleteBySeenAtLessThan(now.minus(idle));
    }

    /// Format of the sealed column.
    private record ClientPlace(String address, String browser) {

        private static final int MAX_LENGTH = 200;

        static ClientPlace fromClient(ClientInfo visit) {
            return new ClientPlace(cutLine(visit.address()), visit.browser() == null ? null : cutLine(visit.browser()));
        }

        static ClientPlace parseText(String text) {
            int end = text.indexOf('\n');
            return end < 0
                    ? new ClientPlace(text, null)
                    : new ClientPlace(text.substring(0, end), text.substring(end + 1));
        }

        String toText() {
            return browser == null ? address : address + "\n" + browser;
        }

        private static String cutLine(String text) {
            String line = text.replaceAll("\\p{Cntrl}", " ");
            return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
        }
    }
}
