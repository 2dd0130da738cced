package pk.rahnuma.person.signin;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import pk.rahnuma.vault.SealedColumn;
import pk.rahnuma.vault.SealedColumnProvider;
import pk.rahnuma.vault.SubjectEncryptionService;
import pk.rahnuma.vault.SubjectKeyRing;

/// Repository of devices on which persons are signed in.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class PersonDeviceRepository
        implements GenericRepository<PersonDeviceRepository.DeviceRow, Long>, SealedColumnProvider {

    /// Maximum devices of a person: a further one replaces the one used least recently.
    public static final int MAX_DEVICES_PER_PERSON = 20;

    private static final SealedColumn DEVICE_COLUMN =
            new SealedColumn("person_device", "device", 300, List.of("id"), "t.person_id");

    private final SubjectEncryptionService vault;

    PersonDeviceRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `person_device`.
    ///
    /// @param device sealed
    /// @param generation of the tokens in use
    @MappedEntity(value = "person_device", alias = "d")
    record DeviceRow(
            @Id long id,
            long personId,
            long chatId,
            byte[] device,
            int generation,
            Instant createdAt,
            Instant refreshedAt) {}

    @Override
    public List<SealedColumn> sealedColumns() {
        return List.of(DEVICE_COLUMN);
    }

    abstract Optional<DeviceRow> findById(long id);

    @Query("select d.* from person_device d where d.person_id = :person order by d.refreshed_at desc, d.id limit "
            + MAX_DEVICES_PER_PERSON)
    abstract List<DeviceRow> findNewest(long person);

    abstract void insertAll(List<DeviceRow> rows);

    /// Begins the next generation of tokens.
    ///
    /// @return 0 when another request did so before
    @Query("""
            update person_device set generation = generation + 1, refreshed_at = :now
            where id = :id and generation = :generation
            """)
    abstract int beginGeneration(long id, int generation, Instant now);

    @Query("delete from person_device where id = :id and person_id = :person")
    abstract int deleteDevice(long id, long person);

    @Query("select id from person_device where refreshed_at < :refreshed or created_at < :created limit :limit")
    abstract List<Long> findExpired(Instant refreshed, Instant created, int limit);

    abstract void deleteByIdIn(Collection<Long> ids);

    public abstract long countByPersonId(long personId);

    @Query("update person_device set person_id = :other where person_id = :person")
    public abstract void moveDevices(long person, long other);

    @Query("select d.id from person_device d where d.person_id = :person limit :limit")
    abstract List<Long> findIds(long person, int limit);

    public abstract void deleteByPersonId(long personId);

    /// Deletes devices that were signed out by time, at most `limit`.
    public int deleteExpired(Instant now, int limit) {
        List<Long> expired = findExpired(
                now.minus(DeviceSessionService.REFRESH_TTL), now.minus(DeviceSessionService.MAX_SESSION_AGE), limit);
        if (!expired.isEmpty()) {
            deleteByIdIn(expired);
        }
        return expired.size();
    }

    /// Deletes the devices beyond the maximum that were used least recently.
    public void deleteOldest(long person) {
        List<Long> newest = findNewest(person).stream().map(DeviceRow::id).toList();
        List<Long> oldest = findIds(person, 2 * MAX_DEVICES_PER_PERSON).stream()
                .filter(id -> !newest.contains(id))
                .toList();
        if (!oldest.isEmpty()) {
            deleteByIdIn(oldest);
        }
    }

    /// @return id of the device
    long insertDevice(long person, long chat, String description, Instant now) {
        long id = SubjectEncryptionService.newId();
        byte[] sealed = vault.seal(DEVICE_COLUMN.placeAt(person, id), description);
        insertAll(List.of(new DeviceRow(id, person, chat, sealed, 1, now, now)));
        return id;
    }

    /// Devices of a person, the one used last first.
    ///
    /// @param current device of the request; 0 for none
    public List<PersonDevice> findByPerson(long person, long current) {
        List<DeviceRow> rows = findNewest(person);
        SubjectKeyRing keys = vault.openKeys(List.of(person));
        return rows.stream()
                .map(row -> new PersonDevice(
                        row.id(),
                        keys.openText(DEVICE_COLUMN.placeAt(person, row.id()), row.device()),
                        row.createdAt(),
                        row.refreshedAt(),
                        row.id() == current))
                .toList();
    }
}
