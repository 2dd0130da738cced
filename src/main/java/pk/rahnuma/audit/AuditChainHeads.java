package pk.rahnuma.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Last entries of some chains, by chain, that one seal covers.
record AuditChainHeads(Map<Long, Head> byChain) {

    /// Maximum number of heads of one seal, whose column holds 60,000 bytes.
    static final int MAX_HEADS = 1_000;

    private static final int MAC_BYTES = 32;
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES + MAC_BYTES;

    record Head(int seq, byte[] mac) {}

    static AuditChainHeads fromEntries(List<Map.Entry<Long, Head>> heads) {
        Map<Long, Head> byChain = LinkedHashMap.newLinkedHashMap(heads.size());
        heads.forEach(head -> byChain.put(head.getKey(), head.getValue()));
        return new AuditChainHeads(byChain);
    }

    static AuditChainHeads fromBytes(byte[] bytes) {
        Map<Long, Head> byChain = LinkedHashMap.newLinkedHashMap(bytes.length / HEAD_BYTES);
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.remaining() >= HEAD_BYTES; ) {
            long chain = in.getLong();
            int seq = in.getInt();
            byte[] mac = new byte[MAC_BYTES];
            in.get(mac);
            byChain.put(chain, new Head(seq, mac));
        }
        return new AuditChainHeads(byChain);
    }

    byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(byChain.size() * HEAD_BYTES);
        byChain.forEach(
                (chain, head) -> out.putLong(chain).putInt(head.seq()).put(Arrays.copyOf(head.mac(), MAC_BYTES)));
        return out.array();
    }
}
