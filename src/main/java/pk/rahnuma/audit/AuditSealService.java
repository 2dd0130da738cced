package pk.rahnuma.audit;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pk.rahnuma.vault.SubjectEncryptionService;

/// Seals the heads of the chains that have grown, every minute, so that missing entries at the end of a chain, and
/// missing chains, are detected. A chain covers its own entries; a seal covers the last entry of each chain that has
/// grown since the seal before, and that seal.
///
/// Appending never waits for it. New entries are found by their place, an auto-increment; since transactions commit in
/// another order than they get their places, each round checks the entries of the last [#MAX_COMMIT_DELAY] again.
///
/// Not covered: entries since the last seal, and seals that are cut off at the end together with their entries. To
/// detect the latter, keep an [AuditSeal#toText] elsewhere. A running server remembers its last seal and reports when
/// it is missing.
@Singleton
public class AuditSealService {

    /// Maximum time between an insert and its commit.
    static final Duration MAX_COMMIT_DELAY = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(AuditSealService.class);
    private static final int ENTRY_PAGE_SIZE = 10_000;
    private static final int SEAL_PAGE_SIZE = 20;

    private final TransactionOperations<Connection> transactions;
    private final SubjectEncryptionService encryption;
    private final AuditSealRepository seals;
    private AuditSeal rememberedSeal;

    AuditSealService(
            TransactionOperations<Connection> transactions,
            SubjectEncryptionService encryption,
            AuditSealRepository seals) {
        this.transactions = transactions;
        this.encryption = encryption;
        this.seals = seals;
    }

    /// Result of a verification of the seals.
    ///
    /// @param last the newest seal; empty when there is none
    /// @param open number of entries since the newest seal, which no seal covers yet
    public record SealVerification(Optional<AuditSeal> last, long open) {}

    /// Seals the chains that have grown. Only one node at a time may call it.
    ///
    /// @return number of chains that had grown
    public synchronized int sealGrownChains(Instant now) {
        findMissing().ifPresent(LOG::error);
        long from = seals.findLastUntil(now.minus(MAX_COMMIT_DELAY))
                .map(AuditSeal::upTo)
                .orElse(0L);
        int grown = 0;
        List<AuditSealRepository.PositionedHead> page = seals.findEntriesAfter(from, ENTRY_PAGE_SIZE);
        while (!page.isEmpty()) {
            List<AuditSealRepository.PositionedHead> entries = page;
            grown += transactions.executeWrite(status -> sealPage(entries, now));
            page = seals.findEntriesAfter(entries.getLast().place(), ENTRY_PAGE_SIZE);
        }
        rememberedSeal = seals.findLast().orElse(null);
        return grown;
    }

    /// Message about a seal that this server made and cannot find any more; empty when none is missing.
    synchronized Optional<String> findMissing() {
        return Optional.ofNullable(rememberedSeal)
                .filter(seal -> !isKept(seal))
                .map(seal -> "the audit log was cut: seal " + seal.toText() + " is gone");
    }

    private boolean isKept(AuditSeal seal) {
        return seals.findByNumber(seal.number())
                .filter(kept -> Arrays.equals(kept.mac(), seal.mac()))
                .isPresent();
    }

    private int sealPage(List<AuditSealRepository.PositionedHead> entries, Instant now) {
        Map<Long, AuditChainHeads.Head> grown = new LinkedHashMap<>();
        entries.forEach(entry ->
                grown.merge(entry.chain(), entry.head(), (one, other) -> one.seq() > other.seq() ? one : other));
        Optional<AuditSeal> last = seals.findLast();
        long upTo =
                Math.max(entries.getLast().place(), last.map(AuditSeal::upTo).orElse(0L));
        leaveOutSealed(grown, entries.getFirst().place());
        List<Map.Entry<Long, AuditChainHeads.Head>> heads = List.copyOf(grown.entrySet());
        List<AuditSeal> newSeals = new ArrayList<>();
        for (int i = 0; i < heads.size(); i += AuditChainHeads.MAX_HEADS) {
            AuditChainHeads some = AuditChainHeads.fromEntries(
                    heads.subList(i, Math.min(i + AuditChainHeads.MAX_HEADS, heads.size())));
            AuditSeal before = newSeals.isEmpty() ? last.orElse(null) : newSeals.getLast();
            newSeals.add(createSeal(before, upTo, now, some.toBytes()));
        }
        if (!newSeals.isEmpty()) {
            seals.insertAll(newSeals);
        }
        return grown.size();
    }

    /// Removes heads that earlier seals cover already.
    private void leaveOutSealed(Map<Long, AuditChainHeads.Head> grown, long from) {
        long number = seals.findLast().map(AuditSeal::number).orElse(0L);
        for (Optional<AuditSeal> seal = seals.findByNumber(number);
                seal.isPresent() && seal.get().upTo() >= from && !grown.isEmpty();
                seal = seals.findByNumber(--number)) {
            AuditChainHeads.fromBytes(seal.get().heads())
                    .byChain()
                    .forEach((chain, head) ->
                            grown.computeIfPresent(chain, (same, found) -> found.seq() <= head.seq() ? null : found));
        }
    }

    private AuditSeal createSeal(AuditSeal before, long upTo, Instant now, byte[] heads) {
        long number = before == null ? 1 : before.number() + 1;
        // Truncated to microseconds, the precision of the column.
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        return new AuditSeal(number, upTo, at, heads, computeMac(before, number, upTo, at, heads));
    }

    /// Verifies all seals from the first on, and that the entries they cover exist.
    ///
    /// @param faults receives each fault, as text
    public SealVerification verifySeals(Consumer<String> faults) {
        AuditSeal before = null;
        List<AuditSeal> page = seals.findAfter(0, SEAL_PAGE_SIZE);
        while (!page.isEmpty()) {
            for (AuditSeal seal : page) {
                checkSeal(before, seal, faults);
                before = seal;
            }
            page = seals.findAfter(before.number(), SEAL_PAGE_SIZE);
        }
        return new SealVerification(
                Optional.ofNullable(before), seals.countEntriesAfter(before == null ? 0 : before.upTo()));
    }

    /// Tells whether the seal with this text, which was kept elsewhere, still exists.
    public boolean containsSeal(String word) {
        int colon = word.indexOf(':');
        try {
            return colon > 0
                    && seals.findByNumber(Long.parseLong(word.substring(0, colon)))
                            .filter(seal -> seal.toText().equalsIgnoreCase(word))
                            .isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void checkSeal(AuditSeal before, AuditSeal seal, Consumer<String> faults) {
        long expected = before == null ? 1 : before.number() + 1;
        if (seal.number() != expected) {
            faults.accept("before seal " + seal.number() + " at least one seal is missing");
        }
        if (!Arrays.equals(seal.mac(), computeMac(before, seal.number(), seal.upTo(), seal.at(), seal.heads()))) {
            // Its heads prove nothing, but they may still show which entries are missing.
            faults.accept("seal " + seal.number() + " is not as it was made");
        }
        Map<Long, AuditChainHeads.Head> sealed =
                AuditChainHeads.fromBytes(seal.heads()).byChain();
        if (sealed.isEmpty()) {
            return;
        }
        Map<Long, List<AuditChainHeads.Head>> found = seals.findEntriesAtHeads(sealed);
        sealed.forEach((chain, head) -> {
            Optional<AuditChainHeads.Head> entry = found.getOrDefault(chain, List.of()).stream()
                    .filter(one -> one.seq() == head.seq())
                    .findFirst();
            if (entry.isEmpty()) {
                faults.accept(
                        "chain " + chain + ": it is cut off, entry " + head.seq() + " was sealed at " + seal.at());
            } else if (!Arrays.equals(entry.get().mac(), head.mac())) {
                faults.accept("chain " + chain + ": entry " + head.seq()
                        + " is another than the one that was sealed at " + seal.at());
            }
        });
    }

    private byte[] computeMac(AuditSeal before, long number, long upTo, Instant at, byte[] heads) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(heads.length + 64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(before == null ? new byte[32] : before.mac());
            out.writeLong(number);
            out.writeLong(upTo);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            out.write(heads);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return encryption.keyedHash("audit-head", bytes.toByteArray());
    }
}
