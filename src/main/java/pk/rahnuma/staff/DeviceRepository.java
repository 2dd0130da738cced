package pk.rahnuma.staff;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import pk.rahnuma.vault.RandomText;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of browsers in which members have signed in with both factors, by a keyed hash of their cookie.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class DeviceRepository implements GenericRepository<DeviceRepository.DeviceRow, byte[]> {

    /// Maximum of one member, the newest.
    static final int MAX_DEVICES = 10;

    static final Duration DEVICE_TTL = Duration.ofDays(400);

    private static final int MAX_TOKEN_CHARACTERS = 100;

    private final SubjectEncryptionService encryption;

    DeviceRepository(SubjectEncryptionService encryption) {
        this.encryption = encryption;
    }

    /// A row of the table `staff_device`.
    @MappedEntity(value = "staff_device", alias = "d")
    record DeviceRow(@Id byte[] tokenHash, long staffId, Instant seenAt) {}

    @Query("""
            select count(*) > 0 from staff_device d join staff s on s.id = d.staff_id
            where d.token_hash = :hash and s.name_key = :name and d.seen_at > :since
            """)
    abstract boolean isKnownSince(byte[] hash, String name, Instant since);

    /// Browsers beyond the newest that may stay beside another one.
    @Query("select * from staff_device where staff_id = :member order by seen_at desc, token_hash limit " + MAX_DEVICES
            + " offset " + (MAX_DEVICES - 1))
    abstract List<DeviceRow> findExcess(long member);

    abstract void insertDevice(DeviceRow device);

    abstract void deleteByTokenHash(byte[] tokenHash);

    abstract void deleteByTokenHashAndStaffId(byte[] tokenHash, long staffId);

    /// True when a member of this name has signed in from there.
    ///
    /// @param token of the cookie; or null
    public boolean isKnown(String name, String token, Instant now) {
        return token != null
                && token.length() <= MAX_TOKEN_CHARACTERS
                && isKnownSince(hashToken(token), StaffNames.comparisonKey(name), now.minus(DEVICE_TTL));
    }

    /// Replaces the token of a browser. The caller holds the lock of the account.
    ///
    /// @param before previous content of the cookie; or null
    /// @return the new token
    public String replaceToken(long member, String before, Instant now) {
        String token = RandomText.createToken();
        if (before != null && before.length() <= MAX_TOKEN_CHARACTERS) {
            deleteByTokenHashAndStaffId(hashToken(before), member);
        }
        findExcess(member).forEach(device -> deleteByTokenHash(device.tokenHash()));
        insertDevice(new DeviceRow(hashToken(token), member, now));
        return token;
    }

    private byte[] hashToken(String token) {
        return encryption.keyedHash("staff-device", token);
    }
}
