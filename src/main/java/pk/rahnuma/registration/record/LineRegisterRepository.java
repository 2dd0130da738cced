package pk.rahnuma.registration.record;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import pk.rahnuma.registration.ApplicationStatus;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.vault.SubjectEncryptionService;

/// The register of addresses and mobile numbers of applications. Addresses are stored in plain form, 4 or 16 bytes,
/// each in a row of its own: a range could not be found by the index among a million (all ranges that begin before an
/// address would have to be read). Mobile numbers are stored as keyed hashes.
@Singleton
public final class LineRegisterRepository {

    /// Addresses per statement.
    private static final int BATCH_SIZE = 100;

    /// Maximum addresses that are compared to find duplicates.
    static final int MAX_ENTRIES = 200_000;

    /// Maximum entries of others that are reported for a mobile number, or for a hundred addresses.
    static final int MAX_OTHER_LINES = 200;

    private final Jdbi jdbi;
    private final SubjectEncryptionService vault;

    LineRegisterRepository(Jdbi jdbi, SubjectEncryptionService vault) {
        this.jdbi = jdbi;
        this.vault = vault;
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

    void insertAddresses(List<RegisteredAddresses> entered) {
        jdbi.useHandle(handle -> {
            // The end of a range is written for nodes of an earlier release, which read it.
            PreparedBatch batch = handle.prepareBatch("""
                    insert into register_address (application_id, ordinal, low, high, live)
                    values (:application, :ordinal, :address, :address, true)
                    """);
            for (RegisteredAddresses registeredAddresses : entered) {
                int ordinal = 0;
                for (byte[] address : registeredAddresses.addresses()) {
                    batch.bind("application", registeredAddresses.application())
                            .bind("ordinal", ordinal++)
                            .bind("address", address)
                            .add();
                }
            }
            if (batch.size() > 0) {
                batch.execute();
            }
        });
    }

    /// Addresses of an application.
    record RegisteredAddresses(long application, List<byte[]> addresses) {}

    /// Replaces the addresses of an application.
    void replaceAddresses(long application, List<byte[]> addresses) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from register_address where application_id = :application")
                .bind("application", application)
                .execute());
        insertAddresses(List.of(new RegisteredAddresses(application, addresses)));
    }

    /// Removes an ended application from the register, or restores a reopened one.
    void setLive(long application, boolean live) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update register_address set live = :live where application_id = :application")
                .bind("application", application)
                .bind("live", live)
                .execute());
    }

    /// Entries of the live applications of these subjects.
    public List<LineEntry> findEntries(Collection<Long> subjects) {
        if (subjects.isEmpty()) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.subject_id, a.reference, r.low address, a.vpn_mobile_hash
                        from application a
                            left join register_address r on r.application_id = a.id and r.live = true
                        where a.subject_id in (<subjects>) and a.status in (<live>)
                        limit :most
                        """)
                .bind("most", MAX_ENTRIES)
                .bindList("subjects", List.copyOf(subjects))
                .bindList(
                        "live",
                        ApplicationStatus.liveStatuses().stream()
                                .map(ApplicationStatus::name)
                                .toList())
                .map(LineRegisterRepository::read)
                .list());
    }

    /// Entries of other live applications, of any subject, with one of these addresses; a company can have thousands.
    public List<LineEntry> findOtherEntries(long application, List<byte[]> addresses) {
        List<LineEntry> lineEntries = new ArrayList<>();
        for (int first = 0; first < addresses.size(); first += BATCH_SIZE) {
            lineEntries.addAll(
                    some(application, addresses.subList(first, Math.min(addresses.size(), first + BATCH_SIZE))));
        }
        return lineEntries;
    }

    private List<LineEntry> some(long application, List<byte[]> addresses) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                    select a.subject_id, a.reference, r.low address, a.vpn_mobile_hash
                    from register_address r join application a on a.id = r.application_id
                    where r.live = true and r.application_id <> :application and r.low in (<addresses>)
                    order by a.submitted_at, a.id, r.ordinal limit :most
                    """)
                .bind("most", MAX_OTHER_LINES)
                .bind("application", application)
                .bindList("addresses", addresses)
                .map(LineRegisterRepository::read)
                .list());
    }

    /// Ids of the applications that have, or had, an address.
    public List<Long> findHolders(byte[] address, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct application_id from register_address
                        where low = :address limit :most
                        """)
                .bind("address", address)
                .bind("most", limit)
                .mapTo(Long.class)
                .list());
    }

    /// Entries of other live applications, of any subject, with this mobile number.
    public List<LineEntry> findOtherEntries(long application, String mobile) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.subject_id, a.reference, null address, a.vpn_mobile_hash
                        from application a
                        where a.vpn_mobile_hash = :mobile and a.status in (<live>) and a.id <> :application
                        order by a.submitted_at limit :most
                        """)
                .bind("most", MAX_OTHER_LINES)
                .bind("mobile", hashMobile(mobile))
                .bindList(
                        "live",
                        ApplicationStatus.liveStatuses().stream()
                                .map(ApplicationStatus::name)
                                .toList())
                .bind("application", application)
                .map(LineRegisterRepository::read)
                .list());
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
    public Map<AddressQuery, Set<Long>> findHolding(List<AddressQuery> wanted) {
        Map<AddressQuery, Set<Long>> found = new HashMap<>();
        jdbi.useHandle(handle -> {
            List<String> any = new ArrayList<>();
            for (int i = 0; i < wanted.size(); i++) {
                any.add("a.subject_id = :subject" + i + " and r.low = :address" + i);
            }
            Query query = handle.createQuery("""
                    select a.id, a.subject_id, r.low
                    from register_address r join application a on a.id = r.application_id
                    where\s""" + String.join(" or ", any));
            for (int i = 0; i < wanted.size(); i++) {
                query.bind("subject" + i, wanted.get(i).subject());
                query.bind("address" + i, wanted.get(i).address());
            }
            query.map((RowView row) -> {
                        long id = row.getColumn("id", Long.class);
                        AddressQuery which = new AddressQuery(
                                row.getColumn("subject_id", Long.class), row.getColumn("low", byte[].class));
                        return found.computeIfAbsent(which, wants -> new HashSet<>())
                                .add(id);
                    })
                    .list();
        });
        return found;
    }

    private static LineEntry read(RowView row) {
        return new LineEntry(
                row.getColumn("subject_id", Long.class),
                new Reference(row.getColumn("reference", String.class)),
                row.getColumn("address", byte[].class),
                row.getColumn("vpn_mobile_hash", byte[].class));
    }
}
