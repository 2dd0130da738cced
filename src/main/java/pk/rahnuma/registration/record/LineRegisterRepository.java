package pk.rahnuma.registration.record;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Embeddable;
import io.micronaut.data.annotation.EmbeddedId;
import io.micronaut.data.annotation.Expandable;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of addresses and mobile numbers of applications. Addresses are stored in plain form, 4 or 16 bytes,
/// each in a row of its own: a range could not be found by the index among a million (all ranges that begin before an
/// address would have to be read). Mobile numbers are stored as keyed hashes.
@Singleton
@JdbcRepository(dialect = Dialect.MYSQL)
public abstract class LineRegisterRepository
        implements GenericRepository<LineRegisterRepository.AddressRow, LineRegisterRepository.AddressKey> {

    /// Addresses per statement.
    private static final int BATCH_SIZE = 100;

    /// Maximum addresses that are compared to find duplicates.
    static final int MAX_ENTRIES = 200_000;

    /// Maximum entries of others that are reported for a mobile number, or for a hundred addresses.
    static final int MAX_OTHER_LINES = 200;

    private final SubjectEncryptionService vault;

    LineRegisterRepository(SubjectEncryptionService vault) {
        this.vault = vault;
    }

    /// A row of the table `register_address`.
    @MappedEntity(value = "register_address", alias = "r")
    record AddressRow(@EmbeddedId AddressKey key, byte[] address, boolean live) {}

    /// Primary key.
    @Embeddable
    record AddressKey(
            @MappedProperty("application_id") long applicationId,
            @MappedProperty("ordinal") int ordinal) {}

    /// A line as it is read.
    @Introspected
    record LineRow(
            long subjectId,
            String reference,
            @Nullable byte[] address,
            @Nullable byte[] vpnMobileHash) {

        private LineEntry toEntry() {
            return new LineEntry(subjectId, new Reference(reference), address, vpnMobileHash);
        }
    }

    /// An application with an address.
    @Introspected
    record HolderRow(long id, long subjectId, byte[] address) {

        private AddressQuery toQuery() {
            return new AddressQuery(subjectId, address);
        }
    }

    /// Entry of a live application: one for each address, and one without an address when it has none.
    ///
    /// @param subject whose data the application is
    /// @param address null when it has none
    /// @param mobile hash of its VPN mobile number, or null
    public record LineEntry(long subject, Reference reference, byte[] address, byte[] mobile) {

        /// Entries of an application.
        public static List<LineEntry> createEntries(
                long subject, Reference reference, List<byte[]> addresses, byte[] mobile) {
            List<LineEntry> entries = new ArrayList<>();
            for (byte[] address : addresses.isEmpty() ? Arrays.asList((byte[]) null) : addresses) {
                entries.add(new LineEntry(subject, reference, address, mobile));
            }
            return entries;
        }
    }

    /// Hash of a VPN mobile number.
    public byte[] hashMobile(String mobile) {
        return vault.keyedHash("vpn_mobile", mobile);
    }

    abstract void insertAll(List<AddressRow> rows);

    abstract void deleteByKeyApplicationId(long application);

    /// Removes an ended application from the register, or restores a reopened one.
    @Query("update register_address set live = :live where application_id = :application")
    abstract void setLive(long application, boolean live);

    @Query("""
            select a.subject_id, a.reference, r.address, a.vpn_mobile_hash
            from application a left join register_address r on r.application_id = a.id and r.live = true
            where a.subject_id in (:subjects) and a.status in (:statuses) limit\s""" + MAX_ENTRIES)
    abstract List<LineRow> findBySubjects(Collection<Long> subjects, List<ApplicationStatus> statuses);

    @Query("""
            select a.subject_id, a.reference, r.address, a.vpn_mobile_hash
            from register_address r join application a on a.id = r.application_id
            where r.live = true and r.application_id <> :application and r.address in (:addresses)
            order by a.submitted_at, a.id, r.ordinal limit\s""" + MAX_OTHER_LINES)
    abstract List<LineRow> findOthers(
            long application, @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> addresses);

    @Query("""
            select a.subject_id, a.reference, null as address, a.vpn_mobile_hash from application a
            where a.vpn_mobile_hash = :mobile and a.status in (:statuses) and a.id <> :application
            order by a.submitted_at limit\s""" + MAX_OTHER_LINES)
    abstract List<LineRow> findOthers(long application, byte[] mobile, List<ApplicationStatus> statuses);

    /// Ids of the applications that have, or had, an address.
    @Query("select distinct application_id from register_address where address = :address limit :limit")
    public abstract List<Long> findHolders(byte[] address, int limit);

    @Query("""
            select a.id, a.subject_id, r.address from register_address r join application a on a.id = r.application_id
            where a.subject_id in (:subjects) and r.address in (:addresses)
            """)
    abstract List<HolderRow> findBySubjectsAndAddresses(
            Set<Long> subjects, @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> addresses);

    void insertAddresses(List<RegisteredAddresses> entered) {
        List<AddressRow> rows = new ArrayList<>();
        for (RegisteredAddresses registeredAddresses : entered) {
            int ordinal = 0;
            for (byte[] address : registeredAddresses.addresses()) {
                AddressKey key = new AddressKey(registeredAddresses.application(), ordinal++);
                rows.add(new AddressRow(key, address, true));
            }
        }
        if (!rows.isEmpty()) {
            insertAll(rows);
        }
    }

    /// Addresses of an application.
    record RegisteredAddresses(long application, List<byte[]> addresses) {}

    /// Replaces the addresses of an application.
    void replaceAddresses(long application, List<byte[]> addresses) {
        deleteByKeyApplicationId(application);
        insertAddresses(List.of(new RegisteredAddresses(application, addresses)));
    }

    /// Entries of the live applications of these subjects.
    public List<LineEntry> findEntries(Collection<Long> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : findBySubjects(subjects, ApplicationStatus.liveStatuses()).stream()
                        .map(LineRow::toEntry)
                        .toList();
    }

    /// Entries of other live applications, of any subject, with one of these addresses; a company can have thousands.
    public List<LineEntry> findOtherEntries(long application, List<byte[]> addresses) {
        List<LineEntry> lineEntries = new ArrayList<>();
        for (int first = 0; first < addresses.size(); first += BATCH_SIZE) {
            findOthers(application, addresses.subList(first, Math.min(addresses.size(), first + BATCH_SIZE)))
                    .forEach(row -> lineEntries.add(row.toEntry()));
        }
        return lineEntries;
    }

    /// Entries of other live applications, of any subject, with this mobile number.
    public List<LineEntry> findOtherEntries(long application, String mobile) {
        return findOthers(application, hashMobile(mobile), ApplicationStatus.liveStatuses()).stream()
                .map(LineRow::toEntry)
                .toList();
    }

    /// An address to find among the applications of a subject.
    public record AddressQuery(long subject, byte[] address) {

        @Override
        public boolean equals(Object other) {
            return other instanceof AddressQuery wanted
                    && subject == wanted.subject
                    && Arrays.equals(address, wanted.address);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(subject) * 31 + Arrays.hashCode(address);
        }
    }

    /// Applications that have, or had, each address; one statement for all.
    ///
    /// @param wanted at least one
    public Map<AddressQuery, Set<Long>> findHolding(List<AddressQuery> wanted) {
        return findBySubjectsAndAddresses(
                        wanted.stream().map(AddressQuery::subject).collect(Collectors.toSet()),
                        wanted.stream().map(AddressQuery::address).toList())
                .stream()
                .filter(row -> wanted.contains(row.toQuery()))
                .collect(Collectors.groupingBy(
                        HolderRow::toQuery, Collectors.mapping(HolderRow::id, Collectors.toSet())));
    }
}
