package pk.rahnuma.audit;

import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import pk.rahnuma.audit.AuditRepository.AuditRow;
import pk.rahnuma.audit.AuditRepository.ChainHead;
import pk.rahnuma.persistence.BatchSplitter;
import pk.rahnuma.persistence.PaddedKeys;
import pk.rahnuma.vault.PagedRows;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Appends to the audit log and verifies it. Takes part in the transaction of the calling thread.
@Singleton
public final class AuditLog {

    private static final int MAC_BYTES = 32;

    /// Number of entries that are read at once.
    private static final int PAGE_SIZE = 2_000;

    private final AuditRepository auditEntries;
    private final SubjectEncryptionService encryption;
    private final BatchSplitter batches;

    AuditLog(AuditRepository auditEntries, SubjectEncryptionService encryption, BatchSplitter batches) {
        this.auditEntries = auditEntries;
        this.encryption = encryption;
        this.batches = batches;
    }

    /// Appends entries in the order of the list, with one query and one batch. The caller holds the lock of every
    /// chain's row.
    public void appendEntries(List<AuditEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Map<Long, ChainHead> heads = auditEntries
                .findHeads(PaddedKeys.padKeys(
                        entries.stream().map(AuditEntry::chain).collect(Collectors.toCollection(TreeSet::new))))
                .stream()
                .collect(Collectors.toMap(ChainHead::chain, head -> head));
        List<AuditRow> appended = new ArrayList<>(entries.size());
        for (AuditEntry entry : entries) {
            ChainHead head = heads.computeIfAbsent(entry.chain(), AuditLog::emptyHead);
            ChainHead next = new ChainHead(entry.chain(), head.seq() + 1, sealEntry(head, entry));
            heads.put(entry.chain(), next);
            appended.add(AuditRow.ofEntry(entry, next));
        }
        batches.writeRows(appended, auditEntries::insertRow, auditEntries::insertRows);
    }

    /// Head of an empty chain.
    private static ChainHead emptyHead(long chain) {
        return new ChainHead(chain, 0, new byte[MAC_BYTES]);
    }

    /// Appends an entry unless its chain has an equal one by the same actor since a time: a page that refreshes itself
    /// leaves one entry and not hundreds. The caller holds the lock of the chain's row.
    ///
    /// @return true when it was appended
    public boolean appendOnce(AuditEntry entry, Instant since) {
        String detail = entry.detail() == null ? "" : entry.detail();
        boolean noted =
                auditEntries.countEqual(entry.chain(), entry.who(), entry.what(), entry.about(), detail, since) > 0;
        if (!noted) {
            appendEntries(List.of(entry));
        }
        return !noted;
    }

    /// Number of entries of a chain that are newer than a time.
    ///
    /// @param limit maximum number of entries that are checked, the newest first
    public int countSince(long chain, Instant since, int limit) {
        return auditEntries.countSince(chain, since, limit);
    }

    /// All entries of a chain, in order, as exported to the person whom they are about.
    public Iterable<Map<String, Object>> exportChain(long chain) {
        return new PagedRows<>(
                (AuditRow last, int limit) -> auditEntries.findAfter(
                        chain, last == null ? 0 : last.key().seq(), limit),
                page -> page.stream().map(row -> row.toEntry().toExport()).toList());
    }

    /// Entries of these kinds in a chain since a time, at most the newest `limit`, in order.
    public List<AuditEntry> findSince(long chain, Collection<String> kinds, Instant from, int limit) {
        return auditEntries.findSince(chain, kinds, from, limit).reversed().stream()
                .map(AuditRow::toEntry)
                .toList();
    }

    /// Verifies all chains from their first entry on, a page at a time. Concurrent appends are allowed. Missing entries
    /// at the end of a chain are not detected here but by [AuditSealService#verifySeals].
    ///
    /// @param faults receives each fault, as text
    /// @param progress receives the number of verified entries repeatedly
    /// @return number of verified chains and entries
    public VerificationSummary verifyAll(Consumer<String> faults, LongConsumer progress) {
        VerificationWalk walk = new VerificationWalk(faults);
        List<AuditRow> page;
        do {
            page = auditEntries.findAllAfter(walk.head.chain(), walk.head.seq(), PAGE_SIZE);
            page.forEach(walk::visitEntry);
            progress.accept(walk.entries);
        } while (page.size() == PAGE_SIZE);
        return new VerificationSummary(walk.chains, walk.entries);
    }

    /// Upper estimate of the number of entries.
    public long estimateSize() {
        return auditEntries.findLastPlace();
    }

    /// Size of a verified log.
    public record VerificationSummary(long chains, long entries) {}

    private final class VerificationWalk {
        private final Consumer<String> faults;
        private ChainHead head = emptyHead(Long.MIN_VALUE);
        private long chains;
        private long entries;

        VerificationWalk(Consumer<String> faults) {
            this.faults = faults;
        }

        void visitEntry(AuditRow row) {
            long chain = row.key().chain();
            if (chain != head.chain() || entries == 0) {
                head = emptyHead(chain);
                chains++;
            }
            String fault = describeFault(head, row);
            if (fault != null) {
                faults.accept("chain " + chain + ": " + fault);
            }
            head = row.head();
            entries++;
        }
    }

    /// Latest entries, the newest first.
    ///
    /// @param about ids of the objects; empty for all
    /// @param actorName the name of the actor; or null for all
    /// @param skipped number of entries to leave out at the beginning
    public List<AuditEntry> findLatest(Collection<String> about, String actorName, int skipped, int most) {
        List<AuditRow> newest;
        if (about.isEmpty()) {
            newest = actorName == null
                    ? auditEntries.findNewest(skipped, most)
                    : auditEntries.findNewestBy(actorName, skipped, most);
        } else {
            newest = actorName == null
                    ? auditEntries.findNewestAbout(about, skipped, most)
                    : auditEntries.findNewestAboutBy(about, actorName, skipped, most);
        }
        return newest.stream().map(AuditRow::toEntry).toList();
    }

    private String describeFault(ChainHead before, AuditRow found) {
        int seq = found.key().seq();
        if (seq != before.seq() + 1) {
            return "between entry " + before.seq() + " and entry " + seq + " something is missing";
        }
        return Arrays.equals(found.mac(), sealEntry(before, found.toEntry()))
                ? null
                : "entry " + seq + " is not as it was written";
    }

    private byte[] sealEntry(ChainHead before, AuditEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before.mac());
            out.writeLong(entry.chain());
            out.writeInt(before.seq() + 1);
            writeText(out, entry.who());
            writeText(out, entry.what());
            writeText(out, entry.about());
            writeText(out, entry.detail());
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, entry.at()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return encryption.keyedHash("audit", bytes.toByteArray());
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
