package pk.rahnuma.staff.record;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import pk.rahnuma.staff.StaffNames;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Browsers in which members have signed in with both factors, by a keyed hash of their cookie.
@Singleton
public class DeviceRepository {

    /// Maximum of one member, the newest.
    static final int MAX_DEVICES = 10;

    static final Duration DEVICE_TTL = Duration.ofDays(400);

    private static final int MAX_TOKEN_CHARACTERS = 100;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    public DeviceRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
    }

    /// True when a member of this name has signed in from there.
    ///
    /// @param token of the cookie; or null
    public boolean isKnown(String name, String token, Instant now) {
        return token != null
                && token.length() <= MAX_TOKEN_CHARACTERS
                && jdbi.withHandle(handle -> handle.createQuery("""
                                select count(*) from staff_device d join staff s on s.id = d.staff_id
                                where d.token_hash = :hash and s.name_key = :name and d.seen_at > :since
                                """)
                                .bind("hash", hash(token))
                                .bind("name", StaffNames.comparisonKey(name))
                                .bind("since", now.minus(DEVICE_TTL))
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /// Replaces the token of a browser. The caller holds the lock of the account.
    ///
    /// @param before previous content of the cookie; or null
    /// @return the new token
    public String replaceToken(long member, String before, Instant now) {
        String token = StaffTokens.createToken();
        jdbi.useHandle(handle -> {
            if (before != null && before.length() <= MAX_TOKEN_CHARACTERS) {
                handle.execute("delete from staff_device where token_hash = ? and staff_id = ?", hash(before), member);
            }
            List<byte[]> others = handle.createQuery(
                            "select token_hash from staff_device where staff_id = ? order by seen_at desc, token_hash")
                    .bind(0, member)
                    .mapTo(byte[].class)
                    .list();
            others.stream()
                    .skip(MAX_DEVICES - 1)
                    .forEach(old -> handle.execute("delete from staff_device where token_hash = ?", old));
            handle.execute(
                    "insert into staff_device (token_hash, staff_id, seen_at) values (?, ?, ?)",
                    hash(token),
                    member,
                    now);
        });
        return token;
    }

    private byte[] hash(String token) {
        return vault.keyedHash("staff-device", token);
    }
}
