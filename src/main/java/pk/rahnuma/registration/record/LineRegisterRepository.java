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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.registration.LineStatus;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Repository of addresses and mobile numbers of lines. Addresses are stored in plain form, 4 or 16 bytes,
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

    /// A row of the table `line_address`.
    @MappedEntity(value = "line_address", alias = "r")
    record AddressRow(@EmbeddedId AddressKey key, byte[] address, boolean live) {}

    /// Primary key.
    @Embeddable
    record AddressKey(
            @MappedProperty("line_id") long lineId,
            @MappedProperty("ordinal") int ordinal) {}

    /// An address, or a line without one, as it is read.
    @Introspected
    record EntryRow(
            long subjectId,
            String reference,
            @Nullable byte[] address,
            @Nullable byte[] mobileHash) {

        private LineEntry toEntry() {
            return new LineEntry(subjectId, new Reference(reference), address, mobileHash);
        }
    }

    /// An application with an address.
    @Introspected
    record HolderRow(long id, long subjectId, byte[] address) {

        private AddressQuery toQuery() {
            return new AddressQuery(subjectId, address);
        }
    }

    /// Entry of a live line: one for each address, and one without an address when it has none.
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

    /// Hash of a provider or operator: a code of the form, or a name.
    public byte[] hashProvider(String provider) {
        return vault.keyedHash("line_provider", FormAnswers.toComparisonText(provider));
    }

    /// Hash of the name of a place.
    byte[] hashSite(String site) {
        return vault.keyedHash("line_site", FormAnswers.toComparisonText(site));
    }

    /// Hashes by which a line is found.
    LineRow.Hashes hashLine(FormAnswers answers) {
        String mobile = answers.textAnswer(FormAnswers.VPN_MOBILE);
        String provider = answers.providerName();
        String site = answers.textAnswer(FormAnswers.SITE);
        return new LineRow.Hashes(
                mobile.isBlank() ? null : hashMobile(mobile),
                provider.isBlank() ? null : hashProvider(provider),
                site.isBlank() ? null : hashSite(site));
    }

    /// Ids of the lines that have an address.
    @Query("select line_id from line_address where address = :address limit :limit")
    abstract List<Long> findLinesWithAddress(byte[] address, int limit);

    abstract void insertAll(List<AddressRow> rows);

    @Query("delete from line_address where line_id in (:lines)")
    abstract void deleteByLines(Collection<Long> lines);

    /// Removes ended lines from the register, or restores reopened ones.
    @Query("update line_address set live = :live where line_id in (:lines)")
    abstract void setLive(Collection<Long> lines, boolean live);

    @Query("""
            select l.subject_id, a.reference, r.address, l.mobile_hash
            from line l join application a on a.id = l.application_id
                left join line_address r on r.line_id = l.id and r.live = true
            where l.subject_id in (:subjects) and l.status in (:statuses) limit\s""" + MAX_ENTRIES)
    abstract List<EntryRow> findBySubjects(Collection<Long> subjects, List<LineStatus> statuses);

    @Query("""
            select l.subject_id, a.reference, r.address, l.mobile_hash
            from line_address r join line l on l.id = r.line_id join application a on a.id = l.application_id
            where r.live = true and l.application_id <> :application and r.address in (:addresses)
            order by a.submitted_at, a.id, l.number, r.ordinal limit\s""" + MAX_OTHER_LINES)
    abstract List<EntryRow> findOthers(
            long application, @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> addresses);

    @Query("""
            select l.subject_id, a.reference, null as address, l.mobile_hash
            from line l join application a on a.id = l.application_id
            where l.mobile_hash = :mobile and l.status in (:statuses) and a.id <> :application
            order by a.submitted_at limit\s""" + MAX_OTHER_LINES)
    abstract List<EntryRow> findOthers(long application, byte[] mobile, List<LineStatus> statuses);

    /// Ids of the applications that have, or had, an address.
    @Query("""
            select distinct l.application_id from line_address r join line l on l.id = r.line_id
            where r.address = :address limit :limit
            """)
    public abstract List<Long> findHolders(byte[] address, int limit);

    @Query("""
            select l.application_id as id, l.subject_id, r.address from line_address r join line l on l.id = r.line_id
            where l.subject_id in (:subjects) and r.address in (:addresses)
            """)
    abstract List<HolderRow> findBySubjectsAndAddresses(
            Set<Long> subjects, @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> addresses);

    @Query("""
            select l.application_id as id, l.subject_id, r.address from line_address r join line l on l.id = r.line_id
            where r.address in (:addresses) and l.status in (:statuses)
            """)
    abstract List<HolderRow> findByAddresses(
            @Expandable @TypeDef(type = DataType.BYTE_ARRAY) List<byte[]> addresses, List<LineStatus> statuses);

    /// Subjects that have a registered line with an address, by the address; undecided ones do not count.
    Map<ByteBuffer, Set<Long>> findRegistered(List<byte[]> addresses) {
        List<LineStatus> registered = LineStatus.liveStatuses().stream()
                .filter(status -> !status.isUndecided())
                .toList();
        Map<ByteBuffer, Set<Long>> holders = new HashMap<>();
        for (int first = 0; first < addresses.size(); first += BATCH_SIZE) {
            findByAddresses(
                            PaddedKeys.padKeys(
                                    addresses.subList(first, Math.min(addresses.size(), first + BATCH_SIZE))),
                            registered)
                    .forEach(row -> holders.computeIfAbsent(ByteBuffer.wrap(row.address()), none -> new HashSet<>())
                            .add(row.subjectId()));
        }
        return holders;
    }

    void insertAddresses(List<LineAddresses> entered) {
        List<AddressRow> rows = new ArrayList<>();
        for (LineAddresses line : entered) {
            int ordinal = 0;
            for (byte[] address : line.addresses()) {
                AddressKey key = new AddressKey(line.line(), ordinal++);
                rows.add(new AddressRow(key, address, line.live()));
            }
        }
        if (!rows.isEmpty()) {
            insertAll(rows);
        }
    }

    /// Addresses of a line.
    ///
    /// @param live whether it reserves them
    record LineAddresses(long line, List<byte[]> addresses, boolean live) {}

    /// Replaces the addresses of lines, at least one.
    void replaceAddresses(List<LineAddresses> renewed) {
        deleteByLines(renewed.stream().map(LineAddresses::line).toList());
        insertAddresses(renewed);
    }

    /// Entries of the live lines of these subjects.
    public List<LineEntry> findEntries(Collection<Long> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : findBySubjects(subjects, LineStatus.liveStatuses()).stream()
                        .map(EntryRow::toEntry)
                        .toList();
    }

    /// Entries of live lines of other applications, of any subject, with one of these addresses; a company can have
    /// thousands.
    public List<LineEntry> findOtherEntries(long application, List<byte[]> addresses) {
        List<LineEntry> lineEntries = new ArrayList<>();
        for (int first = 0; first < addresses.size(); first += BATCH_SIZE) {
            findOthers(application, addresses.subList(first, Math.min(addresses.size(), first + BATCH_SIZE)))
                    .forEach(row -> lineEntries.add(row.toEntry()));
        }
        return lineEntries;
    }

    /// Entries of live lines of other applications, of any subject, with this mobile number.
    public List<LineEntry> findOtherEntries(long application, String mobile) {
        return findOthers(application, hashMobile(mobile), LineStatus.liveStatuses()).stream()
                .map(EntryRow::toEntry)
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
