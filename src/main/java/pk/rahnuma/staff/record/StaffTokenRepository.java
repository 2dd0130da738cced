package pk.rahnuma.staff.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.staff.ClientInfo;
import pk.rahnuma.staff.StaffAccount;
import pk.rahnuma.staff.StaffSession;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.column.SealedColumn;
import pk.rahnuma.vault.column.SealedColumnProvider;

/// The tables of links, of sign-ins in progress and of sessions. Of a token only its keyed hash is stored. Takes part
/// in the transaction of the thread.
@Singleton
public final class StaffTokenRepository implements SealedColumnProvider {

    static final SealedColumn TOTP_COLUMN =
            new SealedColumn("staff_pending", "totp_secret", "totp", List.of("token_hash"), "t.staff_id");
    /// Maximum sessions of a member that are listed, the newest.
    static final int MAX_SESSIONS_SHOWN = 100;

    static final SealedColumn PLACE_COLUMN =
            new SealedColumn("staff_session", "place", "place", List.of("id"), "t.staff_id");

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;
    private final StaffTokens tokens;

    public StaffTokenRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
        this.tokens = new StaffTokens(vault);
    }

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(TOTP_COLUMN, PLACE_COLUMN);
    }

    /// A sign-in that waits for the second factor.
    ///
    /// @param secret of a second factor that is being set up; or null
    public record PendingSignIn(long member, byte[] secret) {}

    /// A session with its account.
    ///
    /// @param account of its member
    public record OpenSession(StaffAccount account, long id, Instant since, Instant seen) {}

    /// Creates the only link of an account.
    public String createLink(long member, Instant expires) {
        String token = StaffTokens.createToken();
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_link where staff_id = ?", member);
            handle.execute(
                    "insert into staff_link (token_hash, staff_id, expires_at) values (?, ?, ?)",
                    tokens.hashLink(token),
                    member,
                    expires);
        });
        return token;
    }

    public Optional<Long> findLink(String token, Instant now) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select staff_id from staff_link where token_hash = ? and expires_at > ?")
                        .bind(0, tokens.hashLink(token))
                        .bind(1, now)
                        .mapTo(Long.class)
                        .findOne());
    }

    public String createPending(long member, Instant expires) {
        String token = StaffTokens.createToken();
        jdbi.useHandle(handle -> handle.execute(
                "insert into staff_pending (token_hash, staff_id, expires_at) values (?, ?, ?)",
                tokens.hashPending(token),
                member,
                expires));
        return token;
    }

    public Optional<PendingSignIn> findPending(String token, Instant now) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select staff_id, totp_secret from staff_pending where token_hash = ? and expires_at > ?
                        """)
                .bind(0, tokens.hashPending(token))
                .bind(1, now)
                .map((row, context) -> opened(row.getLong(1), tokens.hashPending(token), row.getBytes(2)))
                .findOne());
    }

    private PendingSignIn opened(long member, byte[] hash, byte[] secret) {
        return new PendingSignIn(member, secret == null ? null : vault.open(TOTP_COLUMN.placeAt(member, hash), secret));
    }

    public void savePendingSecret(String pending, long member, byte[] secret) {
        byte[] hash = tokens.hashPending(pending);
        jdbi.useHandle(handle -> handle.execute(
                "update staff_pending set totp_secret = ? where token_hash = ?",
                vault.seal(TOTP_COLUMN.placeAt(member, hash), secret),
                hash));
    }

    /// Creates a session.
    ///
    /// @return its token
    public String createSession(long member, long id, ClientInfo visit, Instant now) {
        String token = StaffTokens.createToken();
        jdbi.useHandle(handle -> handle.execute(
                """
                insert into staff_session (token_hash, id, staff_id, place, started_at, seen_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                tokens.hashSession(token),
                id,
                member,
                vault.seal(
                        PLACE_COLUMN.placeAt(member, id),
                        ClientPlace.fromClient(visit).toText()),
                now,
                now));
        return token;
    }

    public String csrfToken(String session) {
        return tokens.csrfToken(session);
    }

    /// Finds a session with its account, in one query; empty when the account is disabled too.
    public Optional<OpenSession> findSession(String token, Instant startedAfter, Instant seenAfter) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select s.id session, s.started_at, s.seen_at, " + StaffAccountRepository.COLUMNS + """
                         from staff_session s join staff a on a.id = s.staff_id
                        where s.token_hash = :hash and s.started_at > :started and s.seen_at > :seen
                        and a.disabled_at is null
                        """)
                .bind("hash", tokens.hashSession(token))
                .bind("started", startedAfter)
                .bind("seen", seenAfter)
                .map(row -> new OpenSession(
                        StaffAccountRepository.mapAccount(row),
                        row.getColumn("session", Long.class),
                        row.getColumn("started_at", Instant.class),
                        row.getColumn("seen_at", Instant.class)))
                .findOne());
    }

    public void updateSeenAt(long session, Instant now) {
        jdbi.useHandle(handle ->
                handle.execute("update staff_session set seen_at = ? where id = ? and seen_at < ?", now, session, now));
    }

    /// Sessions of a member, the newest first.
    public List<StaffSession> findSessions(long member, long current, Instant startedAfter, Instant seenAfter) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, place, started_at, seen_at from staff_session
                        where staff_id = :member and started_at > :started and seen_at > :seen
                        order by started_at desc, id limit :most
                        """)
                .bind("most", MAX_SESSIONS_SHOWN)
                .bind("member", member)
                .bind("started", startedAfter)
                .bind("seen", seenAfter)
                .map(row -> {
                    long id = row.getColumn("id", Long.class);
                    ClientPlace place = ClientPlace.parseText(
                            vault.openText(PLACE_COLUMN.placeAt(member, id), row.getColumn("place", byte[].class)));
                    return new StaffSession(
                            id,
                            place.address(),
                            place.browser(),
                            row.getColumn("started_at", Instant.class),
                            row.getColumn("seen_at", Instant.class),
                            id == current);
                })
                .list());
    }

    public boolean deleteSession(long member, long session) {
        return jdbi.withHandle(handle ->
                handle.execute("delete from staff_session where staff_id = ? and id = ?", member, session) == 1);
    }

    /// Deletes the sessions of a member. If none is kept, the member's known browsers are deleted too.
    ///
    /// @param spared the id of a session to keep; 0 for none
    public int deleteSessions(long member, long spared) {
        if (spared == 0) {
            jdbi.useHandle(handle -> handle.execute("delete from staff_device where staff_id = ?", member));
        }
        return jdbi.withHandle(
                handle -> handle.execute("delete from staff_session where staff_id = ? and id <> ?", member, spared));
    }

    /// Deletes links and sign-ins in progress.
    public void deleteByMember(long member) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_link where staff_id = ?", member);
            handle.execute("delete from staff_pending where staff_id = ?", member);
        });
    }

    /// Deletes expired rows, of which there are few.
    public void deleteExpired(Instant now, Duration idle) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from staff_link where expires_at < ?", now);
            handle.execute("delete from staff_pending where expires_at < ?", now);
            handle.execute("delete from staff_chat_code where expires_at < ?", now);
            handle.execute("delete from staff_session where seen_at < ?", now.minus(idle));
        });
    }

    /// Format of the sealed column.
    private record ClientPlace(String address, String browser) {

        private static final int MAX_LENGTH = 200;

        static ClientPlace fromClient(ClientInfo visit) {
            return new ClientPlace(cut(visit.address()), visit.browser() == null ? null : cut(visit.browser()));
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

        private static String cut(String text) {
            String line = text.replaceAll("\\p{Cntrl}", " ");
            return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) : line;
        }
    }
}
