package pk.rahnuma.dialog.field;

import inet.ipaddr.IPAddressSeqRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A list of single addresses and ranges, in the order in which they were added, with each address once: what overlaps
/// becomes one range. Neighbours stay apart.
final class IpAddressRanges {

    private final Map<String, IPAddressSeqRange> ranges = new LinkedHashMap<>();
    /// Those with more than one address; most lists have none.
    private List<IPAddressSeqRange> wide = List.of();
    private BigInteger addressCount = BigInteger.ZERO;

    void addRange(IPAddressSeqRange added) {
        IPAddressSeqRange range = added;
        if (added.isMultiple() || !wide.isEmpty()) {
            Iterator<IPAddressSeqRange> present = (added.isMultiple() ? ranges.values() : wide).iterator();
            List<IPAddressSeqRange> joined = new ArrayList<>();
            while (present.hasNext()) {
                IPAddressSeqRange other = present.next();
                if (other.contains(range)) {
                    return;
                }
                if (other.overlaps(range)) {
                    joined.add(other);
                    range = other.join(range);
                }
            }
            joined.forEach(this::removeRange);
        }
        if (ranges.putIfAbsent(IpAddresses.toCanonical(range), range) == null) {
            addressCount = addressCount.add(range.getCount());
            if (range.isMultiple()) {
                wide = new ArrayList<>(wide);
                wide.add(range);
            }
        }
    }

    private void removeRange(IPAddressSeqRange range) {
        ranges.remove(IpAddresses.toCanonical(range));
        if (range.isMultiple()) {
            wide.remove(range);
        }
        addressCount = addressCount.subtract(range.getCount());
    }

    /// @param texts in their stored form; what is no address is left out
    void addTexts(List<String> texts) {
        texts.stream().map(IpAddresses::parseRange).filter(Objects::nonNull).forEach(this::addRange);
    }

    /// Number of addresses, those within ranges among them.
    long addressCount() {
        return addressCount.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// Stored form of each: an address, a whole block as `39.32.1.8/29`, any other range as `39.32.1.9-39.32.1.12`.
    List<String> toTexts() {
        return List.copyOf(ranges.keySet());
    }
}
